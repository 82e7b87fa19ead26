/**
 * Parses JSON that somebody else wrote. Beyond `JSON.parse` it refuses a field named `toString`: an object that has one
 * cannot be made text or a number, and checks of lengths and ranges throw a TypeError at it where they should say no.
 * @throws `SyntaxError` when it is not JSON, or has such a field.
 * @example
 * wireInvitation.safeParse(parseUntrustedJson('{"name":{"length":{"toString":1}}}')) // SyntaxError
 */
export function parseUntrustedJson(text: string): unknown {
  // Most texts have neither the name nor an escape in which it could hide, and some have megabytes.
  if (!/toString|\\u/.test(text)) return JSON.parse(text)
  return JSON.parse(text, (key, value: unknown) => {
    if (key === 'toString') throw new SyntaxError('A field is named "toString".')
    return value
  })
}
