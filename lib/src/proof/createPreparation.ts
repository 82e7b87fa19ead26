import { bytesOf, type Curve, type Pointer } from './loadCurve.ts'
import { LINES, loopDigits } from './pairingLoop.ts'

/** A line's three coefficients. */
export const LINE_BYTES = 3 * bytesOf.twistCoordinate
/** What preparing a point writes. */
export const PREPARED_BYTES = LINES * LINE_BYTES

/**
 * ψ, the Frobenius map brought to the twist: (x, y) becomes (x̄·ξ^((q−1)/3), ȳ·ξ^((q−1)/2)) with
 * ξ = 9 + i. These are ξ, the two powers, and three times the twist's coefficient 3/ξ; real parts
 * come first.
 */
const ONE = [1n, 0n] as const
const XI = [9n, 1n] as const
const PSI_X = [
  21575463638280843010398324269430826099269044274347216827212613867836435027261n,
  10307601595873709700152284273816112264069230130616436755625194854815875713954n,
] as const
const PSI_Y = [
  2821565182194536844548159561693502659359617185244120367078079554186484126554n,
  3505843767911556378687030309984248845540243509899259641013678093033130930403n,
] as const
const THREE_B = [
  14681138511599513868579906292550611339979233093309515871315818100066920017953n,
  800789373359973483740722161411851527635230895998700865708135532730922910070n,
] as const

/**
 * Returns a function that writes the lines of an affine point of the twist, which the pairing's loop
 * takes, and tells whether the point is in the subgroup of prime order. Pairings are bilinear on that
 * subgroup alone: a point outside of it could satisfy a sum of equations without satisfying its own.
 *
 * The lines are those through the multiples of Q that the loop passes on its way to
 * T = [6x+2]Q + ψ(Q) − ψ²(Q). On the subgroup ψ multiplies by q, and 6x+2 + q − q² + q³ is a multiple
 * of its order, so there T = −ψ³(Q). Nowhere else: the norm of 6x+2 + ψ − ψ² + ψ³ shares no prime with
 * the cofactor, so that no other point is mapped to infinity. The check costs a comparison.
 *
 * A step that meets a point where it needs two, or its inverse, leaves z = 0, and so does each step
 * after that. On the subgroup none does, as no multiple on the way is one of those that are added.
 *
 * Homogeneous coordinates (x/z, y/z), and the steps of "The Realm of the Pairings" (Aranha, Barreto,
 * Longa, Ricardini; 2013), the coordinates of a doubling four times theirs, so that nothing is halved.
 */
export function createPreparation(curve: Curve): (point: Pointer, result: Pointer) => boolean {
  const { wasm } = curve
  const allocate = () => curve.allocate(bytesOf.twistCoordinate)
  const constant = ([real, imaginary]: readonly [bigint, bigint]): Pointer => {
    const pointer = allocate()
    curve.writeCoordinate(pointer, real)
    curve.writeCoordinate(pointer + bytesOf.coordinate, imaginary)
    return pointer
  }
  const y = bytesOf.twistCoordinate
  const [one, xi, threeB] = [constant(ONE), constant(XI), constant(THREE_B)]
  const [psiX, psiY] = [constant(PSI_X), constant(PSI_Y)]
  const [x1, y1, z1] = [allocate(), allocate(), allocate()]
  const [a, b, c, d, e] = [allocate(), allocate(), allocate(), allocate(), allocate()]
  const [negative, image] = [curve.allocate(bytesOf.g2Affine), curve.allocate(bytesOf.g2Affine)]

  /** T = 2·T, and the tangent at the old one. */
  function double(line: Pointer): void {
    const [constantPart, ofY, ofX] = [line, line + y, line + 2 * y]
    wasm.f2m_square(y1, b)
    wasm.f2m_square(z1, c)
    wasm.f2m_mul(threeB, c, e)
    // The tangent's slope is 3x² / 2yz; 2yz = (y + z)² − y² − z².
    wasm.f2m_add(y1, z1, ofY)
    wasm.f2m_square(ofY, ofY)
    wasm.f2m_sub(b, ofY, ofY)
    wasm.f2m_add(ofY, c, ofY)
    wasm.f2m_square(x1, d)
    wasm.f2m_add(d, d, ofX)
    wasm.f2m_add(ofX, d, ofX)
    wasm.f2m_sub(e, b, constantPart)
    wasm.f2m_mul(xi, constantPart, constantPart)

    // With B = y², E = 3b·z² and F = 3E: x = 2xy·(B − F), y = (B + F)² − 12E², z = 4B·2yz.
    wasm.f2m_add(e, e, c)
    wasm.f2m_add(c, e, c)
    wasm.f2m_sub(b, c, d)
    wasm.f2m_mul(x1, y1, a)
    wasm.f2m_mul(a, d, x1)
    wasm.f2m_add(x1, x1, x1)
    wasm.f2m_add(b, c, d)
    wasm.f2m_square(d, y1)
    wasm.f2m_mul(e, c, a)
    wasm.f2m_add(a, a, a)
    wasm.f2m_add(a, a, a)
    wasm.f2m_sub(y1, a, y1)
    wasm.f2m_mul(b, ofY, z1)
    wasm.f2m_add(z1, z1, z1)
    wasm.f2m_add(z1, z1, z1)
    wasm.f2m_neg(z1, z1)
  }

  /** T = T + an affine point, and the line through the two. */
  function add(point: Pointer, line: Pointer): void {
    const [constantPart, ofY, ofX] = [line, line + y, line + 2 * y]
    wasm.f2m_mul(point, z1, ofY)
    wasm.f2m_sub(x1, ofY, ofY)
    wasm.f2m_mul(point + y, z1, e)
    wasm.f2m_sub(y1, e, e)

    wasm.f2m_square(ofY, b)
    wasm.f2m_mul(ofY, b, c)
    wasm.f2m_mul(x1, b, d)
    wasm.f2m_square(e, a)
    wasm.f2m_mul(z1, a, a)
    wasm.f2m_add(a, c, a)
    wasm.f2m_sub(a, d, a)
    wasm.f2m_sub(a, d, a)
    wasm.f2m_mul(ofY, a, x1)
    wasm.f2m_sub(d, a, d)
    wasm.f2m_mul(e, d, d)
    wasm.f2m_mul(c, y1, y1)
    wasm.f2m_sub(d, y1, y1)
    wasm.f2m_mul(z1, c, z1)

    wasm.f2m_mul(ofY, point + y, a)
    wasm.f2m_mul(e, point, constantPart)
    wasm.f2m_sub(constantPart, a, constantPart)
    wasm.f2m_mul(xi, constantPart, constantPart)
    wasm.f2m_neg(e, ofX)
  }

  function applyPsi(point: Pointer, result: Pointer): void {
    wasm.f2m_conjugate(point, result)
    wasm.f2m_mul(result, psiX, result)
    wasm.f2m_conjugate(point + y, result + y)
    wasm.f2m_mul(result + y, psiY, result + y)
  }

  /** Whether T is an affine point. */
  function isAt(point: Pointer): boolean {
    if (wasm.f2m_isZero(z1) === 1) return false
    wasm.f2m_mul(point, z1, a)
    wasm.f2m_mul(point + y, z1, b)
    return wasm.f2m_eq(a, x1) === 1 && wasm.f2m_eq(b, y1) === 1
  }

  return (point, result) => {
    let line = result
    const next = (): Pointer => {
      const own = line
      line += LINE_BYTES
      return own
    }
    curve.copy(point, x1, y)
    curve.copy(point + y, y1, y)
    curve.copy(one, z1, y)
    curve.copy(point, negative, y)
    wasm.f2m_neg(point + y, negative + y)
    for (const digit of loopDigits) {
      double(next())
      if (digit !== 0) add(digit === 1 ? point : negative, next())
    }
    applyPsi(point, image)
    add(image, next())
    applyPsi(image, image)
    wasm.f2m_neg(image + y, image + y)
    add(image, next())
    // −ψ(−ψ²(Q)) would be ψ³(Q): it is its negative that T has to be.
    applyPsi(image, image)
    return isAt(image)
  }
}
