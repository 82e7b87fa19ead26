import * as z from 'zod'

const isWellFormed = (text: string): boolean => text.isWellFormed()

/** Text that every database, and canonical JSON, has a form for. */
export const wireText = z
  .string()
  .refine(isWellFormed, 'must be valid Unicode')
  .regex(/^[^\0]*$/, 'must have no U+0000')

/**
 * One line, without characters that are not seen: a name that turns the direction of writing could
 * look like another one.
 */
export const wireLine = z
  .string()
  .refine(isWellFormed, 'must be valid Unicode')
  .regex(
    /^[^\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]*$/u,
    'must be one line of characters that are seen',
  )

/** A link of the web. Only `https:`: in a page, what begins with `javascript:` is a program. */
export const wireHttpsUrl = z
  .url({ protocol: /^https$/ })
  .max(500)
  .refine((text) => URL.canParse(text) && new URL(text).username === '', 'must name no account')

/** A picture, of the web or of IPFS. */
export const wireImageUrl = z.union([
  wireHttpsUrl,
  z
    .string()
    .max(500)
    .regex(/^ipfs:\/\/[0-9A-Za-z]{46,100}(\/[\w.~%-]+)*$/, 'must be ipfs:// and a CID'),
])

/** The origin of a page, in the one spelling that browsers give it. */
export const wireOrigin = z
  .string()
  .max(200)
  .refine(
    (text) => URL.canParse(text) && new URL(text).origin === text && /^https?:/.test(text),
    'must be an origin such as https://dao.example',
  )
