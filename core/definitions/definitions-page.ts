import { KINDS, type KindDescription } from './kinds.ts';
import { quoted } from './shape-in-words.ts';
import { shapeOfKind } from './shape-of-kind.ts';

/** The overview of all kinds, in Markdown. */
export function definitionsPage(): string {
  const rows = KINDS.map(
    (about) =>
      `| [${about.title}](${about.kind}.md) | ${file(about)} | ${shapeOfKind(about.kind).description ?? ''} | ${mutability(about)} |`,
  );
  return `<!-- Generated from the schemas: npm run generate -->

# Definition files

A project is a folder with a \`plumbline.yaml\`; everything else is a definition file that lives in Git beside the code.
The ending of its name tells what it defines. \`.yml\` is as good as \`.yaml\`.

| Kind | File | Defines | May change once registered |
|---|---|---|---|
${rows.join('\n')}

An expectation suite may also be a JSON file as Great Expectations writes it, of 0.x or of 1.x.

A reference is \`name@version\`; \`name\` alone means the highest version. Every file may carry \`description\`, \`owner\`
and \`tags\`. A key that is not in these pages is an error. A folder further down that has a \`plumbline.yaml\` of its
own is another project.
`;
}

function file({ kind, suffix }: KindDescription): string {
  return kind === 'project' ? `\`${suffix}\`` : `\`*${suffix}\``;
}

function mutability({ kind, mutable }: KindDescription): string {
  if (kind === 'feature-group') return 'What breaks no reader; the rest is the next version.';
  return mutable === undefined ? 'Everything.' : `${quoted(mutable, 'and')}.`;
}
