import { type Deployment, DeploymentSchema } from './deployment.ts';
import { type ExpectationSuite, ExpectationSuiteSchema } from './expectation-suite.ts';
import { type FeatureGroup, FeatureGroupSchema } from './feature-group.ts';
import { type FeatureView, FeatureViewSchema } from './feature-view.ts';
import { type Model, ModelSchema } from './model.ts';
import { type Monitor, MonitorSchema } from './monitor.ts';
import { type Pipeline, PipelineSchema } from './pipeline.ts';
import { type ProjectFile, ProjectFileSchema } from './project-file.ts';
import type { TSchema } from './schema.ts';

/** What each kind of file holds. */
export interface DefinitionTypes {
  readonly project: ProjectFile;
  readonly 'feature-group': FeatureGroup;
  readonly 'feature-view': FeatureView;
  readonly 'expectation-suite': ExpectationSuite;
  readonly pipeline: Pipeline;
  readonly model: Model;
  readonly deployment: Deployment;
  readonly monitor: Monitor;
}

export type FileKind = keyof DefinitionTypes;

export interface KindDescription {
  readonly kind: FileKind;
  /** Ending of the file's name; the project file has its whole name here. */
  readonly suffix: string;
  /** For headings and trees. */
  readonly title: string;
  readonly plural: string;
  /** Whether files carry `version`, so that several versions stand side by side. */
  readonly versioned: boolean;
  /** Keys that may change after a version is registered; undefined where everything may. */
  readonly mutable: readonly string[] | undefined;
  readonly schema: TSchema;
}

/** Every kind of definition file: the one table that suffixes, schemas, docs and completion are taken from. */
export const KINDS: readonly KindDescription[] = [
  {
    kind: 'project',
    suffix: 'plumbline.yaml',
    title: 'Project',
    plural: 'Projects',
    versioned: false,
    mutable: undefined,
    schema: ProjectFileSchema,
  },
  {
    kind: 'feature-group',
    suffix: '.feature-group.yaml',
    title: 'Feature group',
    plural: 'Feature groups',
    versioned: true,
    // Its schema may grow by appended features with a default: the breaking-change rules judge that, not immutability.
    mutable: undefined,
    schema: FeatureGroupSchema,
  },
  {
    kind: 'feature-view',
    suffix: '.feature-view.yaml',
    title: 'Feature view',
    plural: 'Feature views',
    versioned: true,
    mutable: ['description', 'owner', 'tags', 'training_datasets', 'batch_inference_datasets', 'evaluation_sets'],
    schema: FeatureViewSchema,
  },
  {
    kind: 'expectation-suite',
    suffix: '.expectations.yaml',
    title: 'Expectation suite',
    plural: 'Expectation suites',
    versioned: false,
    mutable: undefined,
    schema: ExpectationSuiteSchema,
  },
  {
    kind: 'pipeline',
    suffix: '.pipeline.yaml',
    title: 'Pipeline',
    plural: 'Pipelines',
    versioned: false,
    mutable: undefined,
    schema: PipelineSchema,
  },
  {
    kind: 'model',
    suffix: '.model.yaml',
    title: 'Model',
    plural: 'Models',
    versioned: false,
    mutable: undefined,
    schema: ModelSchema,
  },
  {
    kind: 'deployment',
    suffix: '.deployment.yaml',
    title: 'Deployment',
    plural: 'Deployments',
    versioned: false,
    mutable: undefined,
    schema: DeploymentSchema,
  },
  {
    kind: 'monitor',
    suffix: '.monitor.yaml',
    title: 'Monitor',
    plural: 'Monitors',
    versioned: false,
    mutable: undefined,
    schema: MonitorSchema,
  },
];

export function kindDescription(kind: FileKind): KindDescription {
  const found = KINDS.find((description) => description.kind === kind);
  if (found === undefined) throw new Error(`no description of ${kind}`);
  return found;
}

/** The kind of a definition file by its name, or undefined. JSON files need a look inside: `isSuiteJson`. */
export function kindOfPath(path: string): FileKind | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name === 'plumbline.yaml' || name === 'plumbline.yml') return 'project';
  const yaml = name.replace(/\.yml$/, '.yaml');
  return KINDS.find(({ kind, suffix }) => kind !== 'project' && yaml.endsWith(suffix) && yaml.length > suffix.length)
    ?.kind;
}
