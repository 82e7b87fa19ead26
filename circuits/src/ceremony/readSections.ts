/** A file is not of the kind that it should be, or not whole: the message goes on from its name, `is cut short`. */
export class MalformedFileError extends Error {
  override readonly name = 'MalformedFileError'
}

const HEAD = 12
const SECTION_HEAD = 12

/** What {@link readSections} takes. */
export type ReadSectionsParameters = {
  bytes: Uint8Array
  /** The first four letters of the file. */
  kind: 'zkey' | 'ptau' | 'r1cs'
}

/**
 * Returns the sections of a binary file of iden3, by their numbers: each is there once, and together they are the whole file.
 * Source: https://github.com/iden3/r1csfile/blob/master/doc/r1cs_bin_format.md, the frame of all three kinds.
 * @throws {@link MalformedFileError}
 */
export function readSections({ bytes, kind }: ReadSectionsParameters): Map<number, Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < HEAD || new TextDecoder().decode(bytes.subarray(0, 4)) !== kind) {
    throw new MalformedFileError(`is no ${kind} file`)
  }
  if (view.getUint32(4, true) !== 1) throw new MalformedFileError('is of an unknown version')
  const sections = new Map<number, Uint8Array>()
  let at = HEAD
  for (let left = view.getUint32(8, true); left > 0; left -= 1) {
    if (at + SECTION_HEAD > bytes.length) throw new MalformedFileError('is cut short')
    const number = view.getUint32(at, true)
    const length = Number(view.getBigUint64(at + 4, true))
    at += SECTION_HEAD
    if (at + length > bytes.length) throw new MalformedFileError('is cut short')
    if (sections.has(number)) throw new MalformedFileError(`has section ${number} twice`)
    sections.set(number, bytes.subarray(at, at + length))
    at += length
  }
  if (at !== bytes.length) throw new MalformedFileError('goes on after its end')
  return sections
}

/** What {@link takeSection} takes. */
export type TakeSectionParameters = {
  sections: ReadonlyMap<number, Uint8Array>
  number: number
  /** Its length in bytes, if that is known. */
  length?: number
}

/**
 * Returns a section.
 * @throws {@link MalformedFileError} when it is missing or has another length.
 */
export function takeSection({ sections, number, length }: TakeSectionParameters): Uint8Array {
  const section = sections.get(number)
  if (section === undefined) throw new MalformedFileError(`has no section ${number}`)
  if (length !== undefined && section.length !== length) {
    throw new MalformedFileError(`has a section ${number} of the wrong length`)
  }
  return section
}
