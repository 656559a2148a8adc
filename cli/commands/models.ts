import { findVersion } from '../../core/models/find-version.ts';
import { asModelVersion, MODEL_VERSION, type ModelVersion } from '../../core/models/model-version.ts';
import { actor } from '../../core/platform/actor.ts';
import { PlumblineError } from '../../core/platform/problem.ts';
import { aliasesOf, setAlias } from '../../core/registry/aliases.ts';
import { listAssets } from '../../core/registry/assets.ts';
import { wholeResult } from '../../core/registry/latest-results.ts';
import { openRegistry, type Registry } from '../../core/registry/registry.ts';
import type { Queries } from '../../core/registry/store.ts';
import { versionsText, versionText } from '../../core/reports/model-text.ts';
import { type ComparedVersion, pageOfComparison } from '../../core/views/page-of-comparison.ts';
import type { StoredEvaluation } from '../../core/views/stored-evaluation.ts';
import type { Action } from '../commands.ts';
import { comparisonText } from '../comparison-text.ts';
import { EXIT } from '../exit-codes.ts';
import { openProject } from '../open-project.ts';
import type { Output } from '../output.ts';

type Part = (registry: Registry, args: readonly string[], output: Output) => Promise<void>;

/** `plumbline models list|show|compare|alias`: the versions of models in the registry. */
export const models: Action = async ({ args, output, signal }) => {
  const [action, rest] = args as [keyof typeof PARTS, readonly string[]];
  const { part, takes } = PARTS[action];
  if (rest.length !== takes.length) {
    throw new PlumblineError('usage', `models ${action} takes ${takes.join(' and ') || 'nothing more'}`, {
      help: `plumbline models ${[action, ...takes].join(' ')}`,
    });
  }
  const { storage } = await openProject(output.options, signal);
  const registry = await openRegistry(storage);
  try {
    await part(registry, rest, output);
    return EXIT.ok;
  } finally {
    registry.dispose();
  }
};

const list: Part = async (registry, _, output) => {
  const versions = await registry.read((db) =>
    listAssets(db, MODEL_VERSION).flatMap((asset) => {
      const version = asModelVersion(asset);
      return version === undefined ? [] : [{ ...version, aliases: aliasesTo(db, version) }];
    }),
  );
  const value = versions.map(({ name, version, aliases, registeredAt, details }) => {
    const { task, passed, metrics, rows, trainingDataset, run } = details;
    const training = { training_dataset: trainingDataset, run };
    return { name, version, aliases, registered_at: registeredAt, task, passed, rows, metrics, ...training };
  });
  output.result('models', true, { models: value }, versionsText(versions, output.paint));
};

const show: Part = async (registry, [reference = ''], output) => {
  const { version, aliases } = await registry.read((db) => {
    const found = findVersion(db, reference);
    return { version: found, aliases: aliasesTo(db, found) };
  });
  const { details, registeredAt, ...asset } = version;
  const value = { ...asset, registered_at: registeredAt, aliases, ...details };
  output.result('models', true, value, versionText({ ...version, aliases }, output.paint));
};

const compare: Part = async (registry, [left = '', right = ''], output) => {
  const [before, after] = [await compared(registry, left), await compared(registry, right)];
  if (before.details.task !== after.details.task) {
    throw new PlumblineError('usage', 'the two have no metric in common', {
      where: `${left}, ${right}`,
      why: `the one is a ${before.details.task}, the other a ${after.details.task}`,
    });
  }
  const page = pageOfComparison(before, after);
  const { kind: _, sameData, ...value } = page;
  output.result('models', true, { ...value, same_data: sameData }, comparisonText(page, output.paint));
};

const alias: Part = async (registry, [reference = '', name = ''], output) => {
  if (!/^[A-Za-z][\w-]*$/.test(name)) {
    throw new PlumblineError('usage', `\`${name}\` cannot be an alias`, {
      why: 'an alias is told from a version by its letters',
      help: 'begin with a letter, and use letters, digits, _ and -: champion',
    });
  }
  const version = await registry.write((db) => {
    const found = findVersion(db, reference);
    setAlias(db, MODEL_VERSION, { name: found.name, alias: name, version: found.version, actor: actor() });
    return found;
  });
  const value = { name: version.name, version: version.version, alias: name };
  const words = `${output.paint.bold(`${version.name}@${name}`)} is ${version.name}@${version.version}`;
  output.result('models', true, value, output.options.quiet ? '' : words);
};

const PARTS = {
  list: { part: list, takes: [] },
  show: { part: show, takes: ['MODEL@N'] },
  compare: { part: compare, takes: ['A@N', 'B@N'] },
  alias: { part: alias, takes: ['MODEL@N', 'NAME'] },
} satisfies Record<string, { readonly part: Part; readonly takes: readonly string[] }>;

function aliasesTo(db: Queries, { name, version }: Pick<ModelVersion, 'name' | 'version'>): readonly string[] {
  return aliasesOf(db, MODEL_VERSION, name).flatMap((each) => (each.version === version ? [each.alias] : []));
}

async function compared(registry: Registry, reference: string): Promise<ComparedVersion> {
  const { found, aliases } = await registry.read((db) => {
    const found = findVersion(db, reference);
    return { found, aliases: aliasesTo(db, found) };
  });
  const { name, version, details } = found;
  const stored = (await wholeResult(registry, details.evaluation)) as StoredEvaluation | undefined;
  return { name, version, aliases, details, evaluation: stored?.page };
}
