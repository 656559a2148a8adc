import { recordEvent } from './events.ts';
import { numberOrNone, textOf } from './row.ts';
import type { Queries, Transaction } from './store.ts';

/** A name of a person's own for one version: `champion`. It may be moved to another version. */
export interface Alias {
  readonly name: string;
  readonly alias: string;
  readonly version: number;
  /** ISO 8601, UTC. */
  readonly setAt: string;
}

/** Gives a version an alias, away from the version that had it; the audit trail tells who did it. */
export function setAlias(
  db: Transaction,
  kind: string,
  { name, alias, version, actor }: Pick<Alias, 'name' | 'alias' | 'version'> & { readonly actor: string },
): void {
  const before = resolveAlias(db, kind, name, alias);
  if (before === version) return;
  db.run('INSERT OR REPLACE INTO aliases VALUES (?, ?, ?, ?, ?)', kind, name, alias, version, new Date().toISOString());
  recordEvent(db, { actor, action: 'alias set', subject: `${kind}:${name}@${version}`, details: { alias, before } });
}

export function resolveAlias(db: Queries, kind: string, name: string, alias: string): number | undefined {
  const row = db.first('SELECT version FROM aliases WHERE kind = ? AND name = ? AND alias = ?', kind, name, alias);
  return row && numberOrNone(row, 'version');
}

/** All aliases of a kind, or those of one name; by name and alias. */
export function aliasesOf(db: Queries, kind: string, name?: string): readonly Alias[] {
  return db
    .all('SELECT * FROM aliases WHERE kind = ?1 AND name = ifnull(?2, name) ORDER BY name, alias', kind, name)
    .map((row) => ({
      name: textOf(row, 'name'),
      alias: textOf(row, 'alias'),
      version: numberOrNone(row, 'version') ?? 0,
      setAt: textOf(row, 'set_at'),
    }));
}
