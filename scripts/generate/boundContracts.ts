/** The contracts that lib has typed bindings for, and that our deployments create. */
export const boundContracts = [
  'DevelopmentWorldIDVerifier',
  'PersonhoodGovernor',
  'PersonhoodGroup',
  'PoseidonT3',
  'SemaphoreBatchVerifier',
  'TimelockController',
  'WorldIDIssuer',
] as const
