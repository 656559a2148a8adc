import { nearestName } from '../catalogue/nearest-name.ts';
import { code } from '../contracts/words.ts';
import type { Span } from '../documents/node.ts';
import type { DefinitionFile } from '../project/definition-file.ts';
import type { Project } from '../project/project.ts';
import { mentionsOf } from './names/mentions-of.ts';
import { meantToBe, replaceByNearest } from './names/unknown-name.ts';
import type { Rule } from './rule.ts';
import { wayOut } from './unsafe-path.ts';

export const unknownFile: Rule<'pipeline' | 'model'> = {
  id: 'unknown-file',
  title: 'File that does not exist',
  level: 'error',
  kinds: ['pipeline', 'model'],
  docs: {
    why: 'Programs, predictors, tests and lists of requirements stand in the repository. Data does not have to be there: it is fetched or made, so a missing data file is found by the run that needs it.',
    bad: `-- train.pipeline.yaml --
name: train
type: training
run: [python, pipelines/trian.py]
-- pipelines/train.py --
print("training")
`,
    good: `-- train.pipeline.yaml --
name: train
type: training
run: [python, pipelines/train.py]
-- pipelines/train.py --
print("training")
`,
  },
  check(file, { project, exists, report }) {
    if (exists === undefined) return;
    for (const { path, span } of sourcesIn(file, project)) {
      if (path === '' || wayOut(path) !== undefined || exists(path)) continue;
      const meant = path.endsWith('.py') ? nearestName(path, project.python.keys()) : undefined;
      report(span, `there is no file or folder ${code(path)}`, meant === undefined ? {} : meantToBe(meant));
    }
  },
  fixes: replaceByNearest,
};

/** What stands in the repository: everything but inputs and code that comes from a package. */
function sourcesIn(file: DefinitionFile, project: Project): readonly { readonly path: string; readonly span: Span }[] {
  const mentions = [...mentionsOf(file, 'file'), ...mentionsOf(file, 'folder')];
  const sources = mentions
    .filter(({ path: [key] }) => key !== 'inputs')
    .map((mention) => ({ path: mention.text, span: mention }));
  if (file.kind !== 'pipeline' || file.definition.package !== undefined) return sources;
  const [program, script] = file.definition.run ?? [];
  if (program === undefined || !/^python[\d.]*$/.test(program) || !script?.endsWith('.py')) return sources;
  return [...sources, { path: script, span: project.spanOf(file, ['run', 1]) }];
}
