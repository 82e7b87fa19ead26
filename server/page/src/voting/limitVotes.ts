/**
 * Returns the votes that are taken of a number that somebody entered: whole, and as many as they can
 * afford at most, for or against. Never minus zero, which would be shown with its sign.
 */
export function limitVotes(entered: number, affordable: number): number {
  const whole = Math.sign(entered) * Math.round(Math.abs(entered))
  const taken = Math.max(-affordable, Math.min(affordable, whole))
  return taken === 0 ? 0 : taken
}
