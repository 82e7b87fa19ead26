/** A table, a task, a note, struck text, or a bare address: whatever GitHub adds to Markdown. */
const GFM = /[|~]|\[[ x^]|(?<!\]\(|\]: ?|<)https?:\/\/|www\.|\S@\S/i

/** Tells whether a text may use what GitHub adds to Markdown; never no when it does. */
export function usesGfm(text: string): boolean {
  return GFM.test(text)
}
