import { attestations, attest as attestVersion, withAttestations } from '../../core/models/attestations.ts';
import { findVersion } from '../../core/models/find-version.ts';
import { asModelVersion, MODEL_VERSION, type ModelVersion } from '../../core/models/model-version.ts';
import { actor } from '../../core/platform/actor.ts';
import { PlumblineError } from '../../core/platform/problem.ts';
import { aliasesOf, setAlias } from '../../core/registry/aliases.ts';
import { listAssets } from '../../core/registry/assets.ts';
import { wholeResult } from '../../core/registry/latest-results.ts';
import { openRegistry, type Registry } from '../../core/registry/registry.ts';
import type { Queries } from '../../core/registry/store.ts';
import { gatesInWords } from '../../core/reports/gate-text.ts';
import { versionsText, versionText } from '../../core/reports/model-text.ts';
import { type ComparedVersion, pageOfComparison } from '../../core/views/page-of-comparison.ts';
import type { EvaluationView, StoredEvaluation } from '../../core/views/stored-evaluation.ts';
import type { Action } from '../commands.ts';
import { comparisonText } from '../comparison-text.ts';
import { EXIT } from '../exit-codes.ts';
import { openProject } from '../open-project.ts';
import type { Output } from '../output.ts';

type Part = (registry: Registry, args: readonly string[], output: Output, signed: Signed) => Promise<void>;

/** What only `attest` takes. */
interface Signed {
  readonly by: string | undefined;
  readonly note: string | undefined;
}

/** `plumbline models list|show|compare|alias|attest`: the versions of models in the registry. */
export const models: Action = async ({ args, options, output, signal }) => {
  const [action, rest] = args as [keyof typeof PARTS, readonly string[]];
  const { part, takes } = PARTS[action];
  if (rest.length !== takes.length) {
    throw new PlumblineError('usage', `models ${action} takes ${takes.join(' and ') || 'nothing more'}`, {
      help: `plumbline models ${[action, ...takes].join(' ')}`,
    });
  }
  const given = (name: keyof Signed) => (options[name] === undefined ? undefined : String(options[name]));
  const signed = { by: given('by'), note: given('note') };
  if (action !== 'attest' && (signed.by ?? signed.note) !== undefined) {
    throw new PlumblineError('usage', `models ${action} signs nothing`, { why: '--by and --note belong to attest' });
  }
  const { storage } = await openProject(output.options, signal);
  const registry = await openRegistry(storage);
  try {
    await part(registry, rest, output, signed);
    return EXIT.ok;
  } finally {
    registry.dispose();
  }
};

const list: Part = async (registry, _, output) => {
  const versions = await registry.read((db) => {
    const attested = attestations(db);
    return listAssets(db, MODEL_VERSION).flatMap((asset) => {
      const version = asModelVersion(withAttestations(asset, attested));
      return version === undefined ? [] : [{ ...version, aliases: aliasesTo(db, version) }];
    });
  });
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
  const asked = (await evaluationOf(registry, version))?.asked;
  const value = { ...asset, registered_at: registeredAt, aliases, ...details, asked };
  output.result('models', true, value, versionText({ ...version, aliases }, asked, output.paint));
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

const attest: Part = async (registry, [reference = '', statement = ''], output, signed) => {
  const { version, attestation } = await registry.write((db) => {
    const found = findVersion(db, reference);
    const attestation = attestVersion(db, found, { statement, ...signed, actor: actor() });
    return { version: findVersion(db, `${found.name}@${found.version}`), attestation };
  });
  const { passed, gates } = version.details;
  const name = `${version.name}@${version.version}`;
  const value = { name: version.name, version: version.version, ...attestation, passed, gates };
  const words = [
    `${output.paint.green('✓')} ${attestation.by} attests ${statement} of ${output.paint.bold(name)}`,
    `  ${passed ? 'it may be deployed' : 'it cannot be deployed yet'}: ${gatesInWords(gates)}`,
  ].join('\n');
  output.result('models', true, value, output.options.quiet ? '' : words);
};

const PARTS = {
  list: { part: list, takes: [] },
  show: { part: show, takes: ['MODEL@N'] },
  compare: { part: compare, takes: ['A@N', 'B@N'] },
  alias: { part: alias, takes: ['MODEL@N', 'NAME'] },
  attest: { part: attest, takes: ['MODEL@N', 'STATEMENT'] },
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
  return { name, version, aliases, details, evaluation: await evaluationOf(registry, found) };
}

/** Undefined once it was cleared away. */
async function evaluationOf(registry: Registry, { details }: ModelVersion): Promise<EvaluationView | undefined> {
  return ((await wholeResult(registry, details.evaluation)) as StoredEvaluation | undefined)?.page;
}
