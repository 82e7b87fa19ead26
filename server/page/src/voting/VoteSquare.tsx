/** What {@link VoteSquare} takes. */
export type VoteSquareProps = { votes: number; largest: number }

/** Beyond this many votes the cells of the square would be too small to tell apart. */
const MOST_CELLS = 16

/**
 * The cost of votes as what it is: a square with as many cells as credits, in a frame of all the
 * credits there are.
 */
export function VoteSquare({ votes, largest }: VoteSquareProps) {
  const side = Math.abs(votes)
  const frame = Math.max(1, largest)
  const gap = frame > MOST_CELLS ? 0 : 0.16
  const cells = Array.from({ length: side }, (_, index) => index)
  const path =
    gap === 0
      ? `M0 ${frame}v${-side}h${side}v${side}z`
      : cells
          .flatMap((x) =>
            cells.map(
              (y) => `M${x + gap / 2} ${frame - y - gap / 2}h${1 - gap}v${gap - 1}h${gap - 1}z`,
            ),
          )
          .join('')
  return (
    <svg className="vote-square" viewBox={`0 0 ${frame} ${frame}`} aria-hidden="true">
      <rect className="vote-square-frame" width={frame} height={frame} />
      {side > 0 && (
        <path className={votes > 0 ? 'vote-square-for' : 'vote-square-against'} d={path} />
      )}
    </svg>
  )
}
