import { type AssetRef, assetId, parseAssetRef, parseTrainingDatasetRef } from '../definitions/asset.ts';
import type { AssetKind } from '../definitions/meaning.ts';
import type { DefinitionFile } from './definition-file.ts';
import type { Project } from './project.ts';
import { slotsOf } from './view-slots.ts';

/** An asset, a data file or a Python function. */
export interface LineageNode {
  /** An asset's id, or `file:data/raw/flights.csv`, or `function:features/f.py::name`. */
  readonly id: string;
  readonly kind: AssetKind | 'file' | 'function';
  /** `flights@1`, or the path. */
  readonly name: string;
  /** The file that defines it; undefined where nothing in the project does. */
  readonly file: string | undefined;
}

export type LineageRole =
  | 'reads'
  | 'writes'
  | 'joins'
  | 'judged by'
  | 'computed by'
  | 'trains'
  | 'baseline'
  | 'serves'
  | 'watches';

/** Data flows from the one to the other. */
export interface Flow {
  readonly from: LineageNode;
  readonly to: LineageNode;
  readonly role: LineageRole;
}

/** The flows that a definition file declares. */
export function flowsIn(project: Project, file: DefinitionFile): readonly Flow[] {
  const self = nodeOf(file);
  if (self === undefined) return [];
  const asset = (kind: AssetKind, ref: AssetRef | string | undefined) => referenced(project, kind, ref);
  const into = (role: LineageRole, ...nodes: readonly (LineageNode | undefined)[]): readonly Flow[] =>
    nodes.flatMap((from) => (from === undefined ? [] : [{ from, to: self, role }]));
  const outOf = (role: LineageRole, ...nodes: readonly (LineageNode | undefined)[]): readonly Flow[] =>
    nodes.flatMap((to) => (to === undefined ? [] : [{ from: self, to, role }]));

  switch (file.kind) {
    case 'feature-group': {
      const { features = [], expectations = [] } = file.definition;
      const functions = new Set(features.map((feature) => feature?.function));
      return [
        ...into('computed by', ...[...functions].map((name) => functionNode(project, name))),
        ...outOf('judged by', ...expectations.map((name) => asset('expectation-suite', name))),
      ];
    }
    case 'expectation-suite':
      return into('judged by', asset('feature-group', file.definition.feature_group));
    case 'feature-view': {
      const { transformations = [] } = file.definition;
      const functions = transformations.map((each) => each?.function).filter((name) => name?.includes('::'));
      return [
        ...slotsOf(file.definition).flatMap(({ place, group }) =>
          into(place === 'from' ? 'reads' : 'joins', asset('feature-group', group)),
        ),
        ...into('computed by', ...[...new Set(functions)].map((name) => functionNode(project, name))),
      ];
    }
    case 'pipeline': {
      const outputs = Object.values(file.definition.outputs ?? {});
      return [
        ...into('reads', ...Object.values(file.definition.inputs ?? {}).map((input) => inputNode(project, input))),
        ...outOf('writes', ...outputs.map((output) => asset('feature-group', output?.feature_group))),
        ...outOf('writes', ...outputs.map((output) => fileNode(output?.file))),
        ...outOf('trains', ...outputs.map((output) => asset('model', output?.model))),
      ];
    }
    case 'model': {
      const { feature_view, pipeline, baseline } = file.definition;
      return [
        ...into('reads', asset('feature-view', feature_view)),
        ...into('trains', asset('pipeline', pipeline)),
        ...into('baseline', asset('model', baseline?.model), asset('pipeline', baseline?.pipeline)),
      ];
    }
    case 'deployment': {
      const { model, request_expectations, monitors = [] } = file.definition;
      return [
        ...into('serves', asset('model', model)),
        ...outOf('judged by', asset('expectation-suite', request_expectations)),
        ...outOf('watches', ...monitors.map((name) => asset('monitor', name))),
      ];
    }
    case 'monitor':
      return [file.definition.reference, file.definition.current].flatMap((data) => {
        const dataset = data?.training_dataset;
        return into(
          'watches',
          asset('deployment', data?.deployment),
          asset('feature-group', data?.feature_group),
          asset('feature-view', dataset === undefined ? undefined : parseTrainingDatasetRef(dataset).view),
          fileNode(data?.file),
        );
      });
    case 'project':
      return [];
  }
}

/** The node of what a file defines. */
export function nodeOf({ key, path }: DefinitionFile): LineageNode | undefined {
  if (key === undefined) return undefined;
  const name = key.version === undefined ? key.name : `${key.name}@${key.version}`;
  return { id: assetId(key), kind: key.kind, name, file: path };
}

function referenced(project: Project, kind: AssetKind, ref: AssetRef | string | undefined): LineageNode | undefined {
  if (ref === undefined) return undefined;
  const found = project.resolve(kind, ref) as DefinitionFile | undefined;
  const node = found && nodeOf(found);
  if (node !== undefined) return node;
  const { name, version } = typeof ref === 'string' ? parseAssetRef(ref) : ref;
  const written = version === undefined ? name : `${name}@${version}`;
  return { id: `${kind}:${written}`, kind, name: written, file: undefined };
}

/** An input is a feature group if it is written like one. */
function inputNode(project: Project, input: string | undefined): LineageNode | undefined {
  if (input === undefined) return undefined;
  return /[/.]/.test(input) ? fileNode(input) : referenced(project, 'feature-group', input);
}

function fileNode(path: string | undefined): LineageNode | undefined {
  return path === undefined ? undefined : { id: `file:${path}`, kind: 'file', name: path, file: undefined };
}

function functionNode(project: Project, reference: string | undefined): LineageNode | undefined {
  if (reference === undefined) return undefined;
  const file = project.pythonFunction(reference)?.source.path;
  return { id: `function:${reference}`, kind: 'function', name: reference, file };
}
