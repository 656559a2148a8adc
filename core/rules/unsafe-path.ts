import { code } from '../contracts/words.ts';
import type { Span } from '../documents/node.ts';
import type { DefinitionFile } from '../project/definition-file.ts';
import type { Project } from '../project/project.ts';
import { ANY_KIND } from './names/any-kind.ts';
import { mentionsOf } from './names/mentions-of.ts';
import type { Rule } from './rule.ts';

export const unsafePath: Rule = {
  id: 'unsafe-path',
  title: 'Path that leaves the project',
  level: 'error',
  kinds: ANY_KIND,
  docs: {
    why: 'Definitions are read on other machines and in CI, where nothing is beside the project; and a definition from elsewhere must not reach files that are none of its business.',
    bad: `-- train.pipeline.yaml --
name: train
type: training
run: [python, train.py]
environment: { requirements: ../shared/requirements.txt }
-- train.py --
print("training")
`,
    good: `-- train.pipeline.yaml --
name: train
type: training
run: [python, train.py]
environment: { requirements: requirements.txt }
-- train.py --
print("training")
-- requirements.txt --
pandas
`,
  },
  check(file, { project, report }) {
    for (const { path, span } of pathsIn(file, project)) {
      const why = wayOut(path);
      if (why === undefined) continue;
      report(span, `the path ${code(path)} leaves the project: ${why}`, {
        help: 'give a path inside the project, relative to plumbline.yaml',
      });
    }
  },
};

interface PathInFile {
  readonly path: string;
  readonly span: Span;
}

function pathsIn(file: DefinitionFile, project: Project): readonly PathInFile[] {
  const plain = [...mentionsOf(file, 'file'), ...mentionsOf(file, 'folder')];
  const python = [...mentionsOf(file, 'python-function'), ...mentionsOf(file, 'transformation')];
  return [
    ...plain.map((mention) => ({ path: mention.text, span: mention })),
    ...python.map((mention) => ({ path: mention.text.split('::')[0] ?? '', span: mention })),
    ...(file.kind === 'pipeline' ? outputFiles(file.definition.outputs ?? {}, file, project) : []),
  ];
}

type Outputs = NonNullable<Extract<DefinitionFile, { kind: 'pipeline' }>['definition']['outputs']>;

function outputFiles(outputs: Outputs, file: DefinitionFile, project: Project): readonly PathInFile[] {
  return Object.entries(outputs).flatMap(([name, output]) => {
    return output?.file === undefined
      ? []
      : [{ path: output.file, span: project.spanOf(file, ['outputs', name, 'file']) }];
  });
}

/** How a path leaves the folder it is relative to; undefined if it does not. Links are looked at when it is used. */
export function wayOut(path: string): string | undefined {
  if (/^([/\\]|[A-Za-z]:)/.test(path)) return 'it is absolute';
  if (path.startsWith('~')) return 'it starts in the home folder';
  let depth = 0;
  for (const part of path.split(/[/\\]/)) {
    if (part === '..') depth--;
    else if (part !== '' && part !== '.') depth++;
    if (depth < 0) return `${code('..')} leads above it`;
  }
  return undefined;
}
