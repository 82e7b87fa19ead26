/** Stands in the place of the writer of Markdown that GFM's extensions refer to, and never use to read. */
export const defaultHandlers = {}
