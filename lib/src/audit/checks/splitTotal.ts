/** Returns the votes that the total of an option stands for: for + 2³² · against. */
export function splitTotal(total: bigint): { votesFor: bigint; votesAgainst: bigint } {
  return { votesFor: total % 2n ** 32n, votesAgainst: total >> 32n }
}
