import { PlumblineError } from '../platform/problem.ts';
import { jsonOrNone, numberOrNone, textOf, textOrNone } from './row.ts';
import type { Queries, Row, Transaction } from './store.ts';

/** A version that was registered: a model version, a training dataset. It never changes. */
export interface RegisteredAsset {
  /** `model-version:arrival_delay@3`. */
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly version: number;
  /** Where its content is, relative to the storage folder, in POSIX form. */
  readonly file: string | undefined;
  /** Of its content. */
  readonly fingerprint: string;
  /** ISO 8601, UTC. */
  readonly registeredAt: string;
  /** In the words of the room that registered it. */
  readonly details: unknown;
}

export type NewAsset = Omit<RegisteredAsset, 'id' | 'registeredAt' | 'file'> & { readonly file?: string };

export function registeredId(kind: string, name: string, version: number): string {
  return `${kind}:${name}@${version}`;
}

/** Registers a version. The same content again is fine, other content under the same version is an error. */
export function registerAsset(db: Transaction, asset: NewAsset): RegisteredAsset {
  const { kind, name, version, file, fingerprint, details } = asset;
  const known = findAsset(db, kind, name, version);
  if (known?.fingerprint === fingerprint) return known;
  if (known !== undefined) {
    throw new PlumblineError('failed', `${kind} ${name}@${version} is registered with other content`, {
      why: 'what is registered never changes',
      help: 'register it as the next version',
    });
  }
  const id = registeredId(kind, name, version);
  const registeredAt = new Date().toISOString();
  db.run(
    'INSERT INTO assets VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    id,
    kind,
    name,
    version,
    file,
    fingerprint,
    registeredAt,
    JSON.stringify(details ?? null),
  );
  return { id, kind, name, version, file, fingerprint, registeredAt, details };
}

export function findAsset(db: Queries, kind: string, name: string, version: number): RegisteredAsset | undefined {
  const row = db.first('SELECT * FROM assets WHERE kind = ? AND name = ? AND version = ?', kind, name, version);
  return row === undefined ? undefined : asAsset(row);
}

/** The registered versions of a kind, or of one name: by name, the highest version first. */
export function listAssets(db: Queries, kind: string, name?: string): readonly RegisteredAsset[] {
  return db
    .all('SELECT * FROM assets WHERE kind = ?1 AND name = ifnull(?2, name) ORDER BY name, version DESC', kind, name)
    .map(asAsset);
}

/** One more than the highest version that is registered. */
export function nextVersion(db: Queries, kind: string, name: string): number {
  const row = db.first('SELECT max(version) AS highest FROM assets WHERE kind = ? AND name = ?', kind, name);
  return (numberOrNone(row ?? {}, 'highest') ?? 0) + 1;
}

function asAsset(row: Row): RegisteredAsset {
  return {
    id: textOf(row, 'id'),
    kind: textOf(row, 'kind'),
    name: textOf(row, 'name'),
    version: numberOrNone(row, 'version') ?? 0,
    file: textOrNone(row, 'file'),
    fingerprint: textOf(row, 'fingerprint'),
    registeredAt: textOf(row, 'registered_at'),
    details: jsonOrNone(row, 'details'),
  };
}
