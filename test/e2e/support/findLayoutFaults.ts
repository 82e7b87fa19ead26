import type { Page } from 'playwright-core'

/**
 * Returns what is wrong with how a page lies in its window: whether it has to be scrolled sideways,
 * which controls or words are cut off, and what moves although the person asked for less motion.
 */
export function findLayoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement
    const name = (element: Element) =>
      `${element.tagName.toLowerCase()} "${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40)}"`
    const faults: string[] = []
    if (scrollWidth > clientWidth)
      faults.push(`wider than the screen, by ${scrollWidth - clientWidth}`)

    /** What scrolls by itself, such as a table of a text, may be wider than the window. */
    const scrolls = (element: Element) => {
      for (let each: Element | null = element; each !== null; each = each.parentElement) {
        if (/auto|scroll/.test(getComputedStyle(each).overflowX)) return true
      }
      return false
    }
    const controls = 'a, button, input, select, textarea, summary, label, [role], [tabindex]'
    for (const element of document.querySelectorAll(controls)) {
      const { left, right, width, height } = element.getBoundingClientRect()
      // Hidden, or there for screen readers alone.
      if (width <= 1 || height <= 1) continue
      if ((left < -1 || right > clientWidth + 1) && !scrolls(element)) {
        faults.push(`${name(element)} leaves the screen`)
      }
      const { overflowX, textOverflow } = getComputedStyle(element)
      // What is typed scrolls in its field.
      const isField = element.matches('input, select, textarea')
      const hidesRest =
        overflowX === 'hidden' || overflowX === 'clip' || textOverflow === 'ellipsis'
      if (hidesRest && !isField && element.scrollWidth > element.clientWidth + 1) {
        faults.push(`${name(element)} is cut off`)
      }
    }
    for (const animation of document.getAnimations()) {
      const { effect } = animation
      const target = effect instanceof KeyframeEffect ? effect.target : null
      faults.push(`${target === null ? 'something' : name(target)} moves`)
    }
    return faults
  })
}
