import { nearestName } from '../catalogue/nearest-name.ts';
import { PlumblineError } from '../platform/problem.ts';
import type { RegisteredAsset } from '../registry/assets.ts';
import { recordEvent } from '../registry/events.ts';
import { listStates, readState, writeState } from '../registry/states.ts';
import type { Queries, Transaction } from '../registry/store.ts';
import type { WantedAttestation } from './gates/attestation.ts';
import type { GateVerdict } from './gates/gate.ts';
import { MODEL_VERSION, type ModelVersion } from './model-version.ts';

/** A statement about a model version that somebody has put their name to. */
export interface Attestation {
  readonly statement: string;
  /** Whose name it is, as the gate asks for it. */
  readonly by: string;
  /** Who gave the command: `actor()`. */
  readonly actor: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly note?: string;
}

/** By the version they are about: `arrival_delay@3`. */
export type Attestations = ReadonlyMap<string, readonly Attestation[]>;

/** The kind under which the registry keeps them. What is registered of a version never changes; this does. */
const ATTESTATIONS = 'attestations';

export function attestations(db: Queries): Attestations {
  return new Map(listStates(db, ATTESTATIONS).map(({ name, state }) => [name, listIn(state)]));
}

/**
 * A registered version as its gates stand now: those that waited for a signature which has come since hold. Its record
 * is read with care, since another program may have written it.
 */
export function withAttestations<T extends Pick<RegisteredAsset, 'name' | 'version' | 'details'>>(
  version: T,
  all: Attestations,
): T {
  const given = all.get(nameOf(version)) ?? [];
  const details = (version.details ?? {}) as { readonly passed?: unknown; readonly gates?: unknown };
  if (given.length === 0 || !Array.isArray(details.gates)) return version;
  const gates = (details.gates as readonly GateVerdict[]).map((gate) => attested(gate, given));
  const passed = details.passed === true || gates.every((gate) => gate?.passed === true);
  return { ...version, details: { ...details, gates, passed } };
}

function attested(gate: GateVerdict, given: readonly Attestation[]): GateVerdict {
  const wanted = gate?.attestation;
  if (wanted === undefined) return gate;
  const found = given.findLast((each) => answers(each, wanted));
  if (found === undefined) return gate;
  const { by, actor, at, note } = found;
  const who = by === actor ? by : `${by} (${actor})`;
  const when = `${at.slice(0, 16).replace('T', ' ')} UTC`;
  return { ...gate, passed: true, reason: [`attested by ${who} on ${when}`, note].filter(Boolean).join(': ') };
}

function answers({ statement, by }: Attestation, wanted: WantedAttestation): boolean {
  return statement === wanted.statement && wanted.by.includes(by);
}

/** Gates that do not hold, and not because they only wait for a signature. */
export function brokenGates(gates: readonly GateVerdict[]): readonly GateVerdict[] {
  return gates.filter(({ passed, attestation }) => !passed && attestation === undefined);
}

export interface NewAttestation {
  readonly statement: string;
  /** The actor's own name by default. */
  readonly by: string | undefined;
  readonly note: string | undefined;
  readonly actor: string;
}

/**
 * Signs a statement that a gate of the version asks for: adds it to what is attested, and a line to the audit trail. What
 * no gate asks for is refused, since a slip of the pen would look like a signature and open nothing.
 */
export function attest(db: Transaction, version: ModelVersion, given: NewAttestation): Attestation {
  const { statement, by = given.actor, note, actor } = given;
  const name = nameOf(version);
  const wanted = version.details.gates.flatMap(({ attestation }) => attestation ?? []);
  const ofStatement = wanted.filter((each) => each.statement === statement);
  if (ofStatement.length === 0) throw notWanted(name, statement, wanted);
  if (!ofStatement.some((each) => each.by.includes(by))) {
    const names = [...new Set(ofStatement.flatMap((each) => each.by))];
    throw new PlumblineError('usage', `${by} cannot attest ${statement} of ${name}`, {
      why: `its gate asks for the name of ${names.join(' or ')}`,
      help: `sign for them if you may: --by ${names[0]}`,
    });
  }
  const at = new Date().toISOString();
  const attestation: Attestation = { statement, by, actor, at, ...(note === undefined ? {} : { note }) };
  const before = listIn(readState(db, ATTESTATIONS, name)?.state);
  writeState(db, ATTESTATIONS, name, { attestations: [...before, attestation] });
  recordEvent(db, { actor, action: 'attested', subject: `${MODEL_VERSION}:${name}`, details: { statement, by, note } });
  return attestation;
}

function notWanted(name: string, statement: string, wanted: readonly WantedAttestation[]): PlumblineError {
  const statements = [...new Set(wanted.map((each) => each.statement))];
  const nearest = nearestName(statement, statements);
  return new PlumblineError('usage', `no gate of ${name} asks for the attestation ${statement}`, {
    why: statements.length === 0 ? 'it has no such gate' : `its gates ask for ${statements.join(', ')}`,
    help:
      nearest === undefined
        ? 'add `{ attestation: STATEMENT, by: NAME }` to the gates of the model; it counts from the next version on'
        : `did you mean ${nearest}?`,
  });
}

function listIn(state: unknown): readonly Attestation[] {
  const { attestations: list } = (state ?? {}) as { readonly attestations?: readonly Attestation[] };
  return Array.isArray(list) ? list : [];
}

const nameOf = ({ name, version }: Pick<RegisteredAsset, 'name' | 'version'>) => `${name}@${version}`;
