/** The contracts that lib has typed bindings for, and that our deployments create. */
export const boundContracts = [
  'AttestedIssuer',
  'DevelopmentWorldIDVerifier',
  'PersonhoodGovernor',
  'PersonhoodGroup',
  'PoseidonT3',
  'SemaphoreBatchVerifier',
  'TimelockController',
  'WorldIDIssuer',
  'WorldIDLegacyIssuer',
] as const
