import type { TestTarget } from '../../core/views/requests.ts';

/** What the command line is asked to run for a choice of rows in the Testing view. */
export interface TestPlan {
  readonly suites: readonly TestTarget[];
  /** Selectors of `plumbline test`, the widest that leave out what is excluded; none for all tests. */
  readonly pytest: readonly string[];
  /** Rows that get a verdict: expectations and pytest functions, and suites that have no expectation. */
  readonly leaves: readonly TestTarget[];
}

/**
 * An expectation is not run on its own: its suite is, as all its evidence is gathered together, and only the verdicts
 * that were asked for are shown.
 */
export function planRun(
  all: readonly TestTarget[],
  included: ReadonlySet<string> | undefined,
  excluded: ReadonlySet<string>,
): TestPlan {
  const suites: TestTarget[] = [];
  const pytest: string[] = [];
  const leaves: TestTarget[] = [];

  function visit(target: TestTarget, inherited: boolean, covered: boolean): void {
    if (excluded.has(target.id)) return;
    const chosen = inherited || included === undefined || included.has(target.id);
    const children = target.children ?? [];
    const before = leaves.length;
    const selects = chosen && !covered && isPytest(target) && !holds(target, excluded);
    // The folder of all tests needs no selector.
    if (selects && target.selector !== '') pytest.push(target.selector);
    for (const child of children) visit(child, chosen, covered || selects);
    if (chosen && children.length === 0 && target.kind !== 'folder') leaves.push(target);
    if (target.kind === 'suite' && leaves.length > before) suites.push(target);
  }
  for (const target of all) visit(target, false, false);
  return { suites, pytest, leaves };
}

/** Folders may hold suites too: those are not pytest's. */
function isPytest(target: TestTarget): boolean {
  if (target.kind === 'python-file' || target.kind === 'python-test') return true;
  return target.kind === 'folder' && (target.children ?? []).length > 0 && (target.children ?? []).every(isPytest);
}

function holds({ children = [] }: TestTarget, ids: ReadonlySet<string>): boolean {
  return children.some((child) => ids.has(child.id) || holds(child, ids));
}
