import { bytesOf, type Curve, type Pointer } from './loadCurve.ts'

/** BN254's parameter: everything about the curve is a polynomial in it. */
const X = 4965661367192848881n

/**
 * ψ, the Frobenius map brought to the twist: (x, y) becomes (x̄·ξ^((q−1)/3), ȳ·ξ^((q−1)/2)) with
 * ξ = 9 + i. These are the two powers, real part first.
 */
const PSI_X = [
  21575463638280843010398324269430826099269044274347216827212613867836435027261n,
  10307601595873709700152284273816112264069230130616436755625194854815875713954n,
] as const
const PSI_Y = [
  2821565182194536844548159561693502659359617185244120367078079554186484126554n,
  3505843767911556378687030309984248845540243509899259641013678093033130930403n,
] as const

/**
 * Returns whether the affine point at a pointer, which is known to be on the twist, is in the
 * subgroup of prime order. Pairings are bilinear on that subgroup alone: a point outside of it
 * could satisfy a sum of equations without satisfying its own.
 *
 * Q is in it exactly if [x+1]Q + ψ([x]Q) + ψ²([x]Q) = ψ³([2x]Q): "Co-factor clearing and subgroup
 * membership testing on pairing-friendly curves" (El Housni, Guillevic, Piellard; 2022), which
 * takes one multiplication by 63 bits where [order]Q = 0 takes one by 254.
 */
export function createSubgroupCheck(curve: Curve): (point: Pointer) => boolean {
  const { wasm } = curve
  const { g2Jacobian, twistCoordinate } = bytesOf
  const allocateConstant = ([real, imaginary]: readonly [bigint, bigint]): Pointer => {
    const pointer = curve.allocate(twistCoordinate)
    curve.writeCoordinate(pointer, real)
    curve.writeCoordinate(pointer + bytesOf.coordinate, imaginary)
    return pointer
  }
  const psiX = allocateConstant(PSI_X)
  const psiY = allocateConstant(PSI_Y)
  const multiple = curve.allocate(g2Jacobian)
  const image = curve.allocate(g2Jacobian)
  const sum = curve.allocate(g2Jacobian)

  // In Jacobian coordinates, (x/z², y/z³), the map conjugates z as well.
  function applyPsi(point: Pointer, result: Pointer): void {
    const [y, z] = [twistCoordinate, 2 * twistCoordinate]
    wasm.f2m_conjugate(point, result)
    wasm.f2m_mul(result, psiX, result)
    wasm.f2m_conjugate(point + y, result + y)
    wasm.f2m_mul(result + y, psiY, result + y)
    wasm.f2m_conjugate(point + z, result + z)
  }

  return (point) => {
    wasm.g2m_toJacobian(point, multiple)
    for (const digit of xDigits) {
      wasm.g2m_double(multiple, multiple)
      if (digit === 1) wasm.g2m_addMixed(multiple, point, multiple)
      else if (digit === -1) wasm.g2m_subMixed(multiple, point, multiple)
    }
    wasm.g2m_addMixed(multiple, point, sum)
    applyPsi(multiple, image)
    wasm.g2m_add(sum, image, sum)
    applyPsi(image, image)
    wasm.g2m_add(sum, image, sum)
    applyPsi(image, image)
    wasm.g2m_double(image, image)
    return wasm.g2m_eq(sum, image) === 1
  }
}

/** The digits of x after the first, which is 1: no two neighbours are both other than 0. */
const xDigits = toNonAdjacentForm(X).reverse().slice(1)

/** Returns digits −1, 0 and 1, the lowest first, no two neighbours of which are both not 0. */
function toNonAdjacentForm(value: bigint): number[] {
  const digits: number[] = []
  for (let rest = value; rest > 0n; rest >>= 1n) {
    const digit = rest & 1n ? 2n - (rest & 3n) : 0n
    digits.push(Number(digit))
    rest -= digit
  }
  return digits
}
