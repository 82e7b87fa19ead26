export {
  type Circuit,
  type CircuitClass,
  type CircuitName,
  circuitClasses,
  circuitId,
  circuitNames,
  listPublicSignals,
  writeMain,
} from './circuits.ts'
export { type CompileProgramParameters, compileProgram } from './compileProgram.ts'
export {
  createDevelopmentKey,
  DEVELOPMENT_MARK,
  DEVELOPMENT_SECTION,
} from './createDevelopmentKey.ts'
export {
  type CircuitArtifacts,
  type PrepareDevelopmentArtifactsParameters,
  prepareDevelopmentArtifacts,
} from './prepareDevelopmentArtifacts.ts'
export { type LinearCombination, type R1cs, readR1cs } from './readR1cs.ts'
