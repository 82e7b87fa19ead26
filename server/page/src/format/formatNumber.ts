/** Returns a count in the way of the person's language. */
export function formatNumber(value: number | bigint): string {
  return value.toLocaleString()
}

/** Returns a share of 0 to 1 as a percentage. */
export function formatShare(share: number): string {
  return share.toLocaleString(undefined, { style: 'percent', maximumFractionDigits: 1 })
}

/** Returns bytes as megabytes with one decimal. */
export function formatMegabytes(bytes: number): string {
  return (bytes / 1e6).toLocaleString(undefined, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  })
}
