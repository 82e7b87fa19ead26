/**
 * The order of the field in which the coordinates of BN254's points lie (EIP-196). A coordinate at
 * or above it would be another way to write the same point.
 */
export const SNARK_BASE_FIELD =
  21888242871839275222246405745257275088696311157297823662689037894645226208583n
