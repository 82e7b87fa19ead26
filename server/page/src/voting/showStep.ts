/**
 * Brings what takes another one's place to the top of the window and gives it, or its heading, the focus:
 * what stood above may have changed its height, and what had the focus may be gone. It does not glide
 * there, so nobody need ask for less motion.
 * @param focused Something with a `tabIndex`.
 */
export function showStep(focused: HTMLElement): void {
  const shown = focused.closest('.card') ?? focused
  shown.scrollIntoView({ block: 'start' })
  focused.focus({ preventScroll: true })
}
