import { formatNumber } from '../format/formatNumber.ts'
import { messages } from '../messages.ts'

/** The size below which a crowd does not hide anybody well. */
const SMALL_CROWD = 20

/** Among how many people a ballot is hidden. */
export function Anonymity({ size }: { size: number }) {
  const { anonymity, anonymitySmall } = messages.voting
  return (
    <p className="soft">
      {anonymity(size, formatNumber(size))}
      {size > 1 && size < SMALL_CROWD && ` ${anonymitySmall}`}
    </p>
  )
}
