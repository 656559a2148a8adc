import type { Workbench } from '../workbench.ts';

/** What a command does. `given` comes from a code lens, a tree row or a menu of an editor; the palette gives nothing. */
export type Command = (workbench: Workbench, ...given: readonly unknown[]) => Promise<void>;
