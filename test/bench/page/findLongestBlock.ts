import type { PageNotes } from './openColdPage.ts'

/** Returns the longest time, in milliseconds, for which the page's thread was busy; 50 ms where it never was so long. */
export function findLongestBlock(blocks: PageNotes['blocks'], from: number, to: number): number {
  const during = blocks.filter(({ start, duration }) => start + duration > from && start < to)
  return Math.max(50, ...during.map(({ duration }) => duration))
}
