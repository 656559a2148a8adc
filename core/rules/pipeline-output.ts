import { code, listed } from '../contracts/words.ts';
import { insertEntry } from '../documents/insert-entry.ts';
import type { Project } from '../project/project.ts';
import { editOf } from './fixes/edit-of.ts';
import type { FileOf, Finding, Fix, FixContext, Rule } from './rule.ts';

export const pipelineOutput: Rule<'pipeline'> = {
  id: 'pipeline-output',
  title: 'Output that has no one place to go',
  level: 'error',
  kinds: ['pipeline'],
  docs: {
    why: 'Each output goes to one feature group, model or file. Rows are upserted or deleted by their key, so a group that takes them needs a primary key; and whether rows replace older ones is nothing to be guessed.',
    bad: `-- weather.pipeline.yaml --
name: weather
type: feature
run: [python, weather.py]
outputs: { weather: { feature_group: weather@1 } }
-- weather.py --
-- weather.feature-group.yaml --
name: weather
version: 1
primary_key: [origin]
features: [{ name: origin, type: string }]
`,
    good: `-- weather.pipeline.yaml --
name: weather
type: feature
run: [python, weather.py]
outputs: { weather: { feature_group: weather@1, operation: upsert } }
-- weather.py --
-- weather.feature-group.yaml --
name: weather
version: 1
primary_key: [origin]
features: [{ name: origin, type: string }]
`,
  },
  check(file, { project, report }) {
    for (const [name, output] of Object.entries(file.definition.outputs ?? {})) {
      const problem = output === undefined ? undefined : outputProblem(name, output, project);
      if (problem === undefined) continue;
      const path = ['outputs', name, ...(problem.key === undefined ? [] : [problem.key])];
      report(project.spanOf(file, path, problem.key === undefined ? 'key' : 'value'), problem.message, {
        help: problem.help,
        data: { output: problem.key === 'feature_group' && output?.operation === undefined ? name : undefined },
      });
    }
  },
  fixes: addOperation,
};

/** Rows with a key replace those of the same key; without one they can only be added. */
function addOperation(finding: Finding, file: FileOf<'pipeline'>, context: FixContext): readonly Fix[] {
  const name = finding.data?.output;
  const group = typeof name === 'string' ? file.definition.outputs?.[name]?.feature_group : undefined;
  if (typeof name !== 'string' || group === undefined) return [];
  const key = context.project.resolve('feature-group', group)?.definition.primary_key ?? [];
  const operation = key.length === 0 ? 'insert' : 'upsert';
  return editOf(`Add ${code(`operation: ${operation}`)}`, file, context, (document) =>
    insertEntry(document, ['outputs', name], 'operation', operation),
  );
}

type Output = NonNullable<NonNullable<FileOf<'pipeline'>['definition']['outputs']>[string]>;

interface OutputProblem {
  readonly message: string;
  readonly help?: string;
  /** The key of the output that it is about; left out where it is the output as a whole. */
  readonly key?: string;
}

const PLACES = ['feature_group', 'model', 'file'] as const;

function outputProblem(name: string, output: Output, project: Project): OutputProblem | undefined {
  const places = PLACES.filter((key) => output[key] !== undefined);
  const [, second] = places;
  if (places.length === 0) {
    return { message: `the output ${code(name)} goes nowhere`, help: `give it one of ${listed(PLACES, 'or')}` };
  }
  if (second !== undefined) {
    const message = `the output ${code(name)} goes to ${listed(places)}; an output goes to one place`;
    return { message, help: 'make two outputs of it', key: second };
  }
  if (output.feature_group === undefined) return undefined;
  if (output.operation === undefined) {
    const help = `add ${code('operation: upsert')}, or insert, delete or overwrite`;
    return { message: `the output ${code(name)} does not say how the rows are taken in`, help, key: 'feature_group' };
  }
  const group = project.resolve('feature-group', output.feature_group);
  const needsKey = output.operation === 'upsert' || output.operation === 'delete';
  if (!needsKey || group?.definition.primary_key?.length !== 0) return undefined;
  const message = `${code(output.feature_group)} has no primary key, so rows cannot be found to ${output.operation} them`;
  return { message, help: `give the group a primary key, or ${code('insert')} the rows`, key: 'operation' };
}
