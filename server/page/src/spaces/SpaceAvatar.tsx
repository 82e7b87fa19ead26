import type { WireSpace } from '@psephos/lib'
import './SpaceAvatar.css'

/** What {@link SpaceAvatar} takes. */
export type SpaceAvatarProps = { space: Pick<WireSpace, 'governor'>; size?: 'large' | 'small' }

/**
 * A DAO's mark, drawn from its governor's address: two pebbles on a ground. A picture that the DAO
 * names elsewhere is not fetched, because its host would learn who reads here.
 */
export function SpaceAvatar({ space: { governor }, size = 'small' }: SpaceAvatarProps) {
  const [ground = 0, turn = 0, x = 0, y = 0, width = 0] =
    governor.match(/[0-9a-f]{2}/g)?.map(toByte) ?? []
  const angle = (turn / 255) * 360
  return (
    <svg
      className={`space-avatar space-avatar-${size} space-avatar-${ground % 6}`}
      viewBox="0 0 32 32"
      aria-hidden="true"
    >
      <rect className="space-avatar-ground" width="32" height="32" rx="8" />
      <g transform={`rotate(${angle.toFixed(1)} 16 16)`}>
        <ellipse
          className="space-avatar-dark"
          cx={12 + (x / 255) * 4}
          cy={16 + (y / 255) * 4}
          rx={8 + (width / 255) * 2}
          ry="7"
        />
        <ellipse className="space-avatar-light" cx="21.5" cy="11" rx="5.5" ry="4.6" />
      </g>
    </svg>
  )
}

function toByte(hex: string): number {
  return Number.parseInt(hex, 16)
}
