export { type AddBeaconParameters, addBeacon } from './addBeacon.ts'
export type { AddedStep } from './addStep.ts'
export {
  CeremonyError,
  type CeremonyErrorCode,
  type CeremonyErrorParameters,
} from './CeremonyError.ts'
export { keyFileName, readTranscript } from './ceremonyFolder.ts'
export {
  type CompileCeremonyCircuitParameters,
  ceremonyCircuits,
  compileCeremonyCircuit,
} from './compileCeremonyCircuit.ts'
export { type ContributeParameters, contribute } from './contribute.ts'
export type { CeremonyCircuit } from './createInitialKey.ts'
export {
  type FinalFile,
  type FinaliseCeremonyParameters,
  finaliseCeremony,
} from './finaliseCeremony.ts'
export {
  type FormatAttestationParameters,
  formatAttestation,
  formatHash,
} from './formatAttestation.ts'
export { type InitialiseCeremonyParameters, initialiseCeremony } from './initialiseCeremony.ts'
export {
  formatTranscript,
  listSteps,
  parseTranscript,
  type Transcript,
  type TranscriptBeacon,
  type TranscriptStep,
} from './parseTranscript.ts'
export { type PowersOfTau, readPowersOfTau } from './readPowersOfTau.ts'
export {
  type VerifiedCeremony,
  type VerifyCeremonyParameters,
  verifyCeremony,
} from './verifyCeremony.ts'
