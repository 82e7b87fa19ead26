/** The contracts that lib has typed bindings for, and that our deployments create. */
export const boundContracts = [
  'AttestedIssuer',
  'DevelopmentGroth16BatchVerifier',
  'DevelopmentWorldIDVerifier',
  'Groth16BatchVerifier',
  'PersonhoodGovernor',
  'PersonhoodGroup',
  'PoseidonT3',
  'SecretBallotBox',
  'SemaphoreBatchVerifier',
  'TimelockController',
  'TrusteeCommittees',
  'WorldIDIssuer',
  'WorldIDLegacyIssuer',
] as const
