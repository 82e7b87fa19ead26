/**
 * The order of the scalar field of the curve BN254, in which Semaphore's circuit computes.
 * Commitments, roots and nullifiers are below it: a nullifier at or above it would name the same
 * vote a second time.
 */
export const SNARK_SCALAR_FIELD =
  21888242871839275222246405745257275088548364400416034343698204186575808495617n
