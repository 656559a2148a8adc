import type { GateEvidence, GateVerdict } from './gate.ts';

/** What has to be attested, and whose name counts. */
export interface WantedAttestation {
  readonly statement: string;
  readonly by: readonly string[];
}

/**
 * Somebody has signed a statement about the version. When it is trained nobody can have: the verdict keeps what is
 * wanted, and `attestations.ts` looks it up whenever it is asked whether the version may be deployed.
 */
export function attestationGate(
  { attestation, by }: { readonly attestation: string; readonly by: string },
  { owner }: GateEvidence,
): GateVerdict {
  // `owner` is a role, which the model file fills with a name.
  const names = by === 'owner' && owner !== undefined ? [by, owner] : [by];
  return {
    gate: `${attestation} attested by ${by}`,
    passed: false,
    value: null,
    bound: null,
    reason: 'nobody has attested it yet',
    attestation: { statement: attestation, by: names },
  };
}
