/** The mark: two pebbles, one dark and one light, as Athenians dropped them into the urn. */
export function Pebbles() {
  return (
    <svg className="pebbles" viewBox="0 0 32 32" aria-hidden="true">
      <ellipse
        className="pebbles-dark"
        cx="13"
        cy="18.5"
        rx="11"
        ry="9.5"
        transform="rotate(-14 13 18.5)"
      />
      <ellipse
        className="pebbles-light"
        cx="22.5"
        cy="11"
        rx="7"
        ry="5.8"
        transform="rotate(18 22.5 11)"
      />
    </svg>
  )
}
