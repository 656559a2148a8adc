import { cliPage } from '../cli/cli-page.ts';
import { definitionsPage } from '../core/definitions/definitions-page.ts';
import { publishedSchema } from '../core/definitions/json-schema.ts';
import { KINDS } from '../core/definitions/kinds.ts';
import { referencePage } from '../core/definitions/reference-page.ts';
import { renderRulesPage } from '../core/reports/rules-page.ts';
import { singleRowPage } from '../core/reports/single-row-page.ts';
import { settingsPage } from './settings-page.ts';

/** A committed file that is made from the code, so that the two cannot say different things. */
export interface GeneratedFile {
  /** Relative to the repository. */
  readonly path: string;
  readonly render: () => string;
}

/** Every generated file; `npm run generate` writes them, and checks with `--check` that they are up to date. */
export const GENERATED_FILES: readonly GeneratedFile[] = [
  ...KINDS.map(({ kind }) => ({
    path: `schemas/${kind}.schema.json`,
    render: () => `${JSON.stringify(publishedSchema(kind), null, 2)}\n`,
  })),
  ...KINDS.map(({ kind }) => ({ path: `docs/definitions/${kind}.md`, render: () => referencePage(kind) })),
  { path: 'docs/definitions/README.md', render: definitionsPage },
  { path: 'docs/rules.md', render: renderRulesPage },
  { path: 'docs/single-row.md', render: singleRowPage },
  { path: 'docs/cli.md', render: cliPage },
  { path: 'docs/settings.md', render: settingsPage },
];
