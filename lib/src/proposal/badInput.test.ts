import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MetadataMalformedError, MetadataMismatchError } from '../errors/proposalErrors.ts'
import {
  anyText,
  anyValue,
  assertNearValues,
  createNearText,
  TRIES,
} from '../testing/arbitraries.ts'
import { appendOptionsLayout } from './appendOptionsLayout.ts'
import { createProposalDescription } from './createProposalDescription.ts'
import { encodeProposalMetadata } from './encodeProposalMetadata.ts'
import { parseProposalDescription } from './parseProposalDescription.ts'
import { parseProposalMetadata } from './parseProposalMetadata.ts'
import { verifyProposalMetadata } from './verifyProposalMetadata.ts'

const metadata = {
  version: 1,
  title: 'A garden',
  body: 'Where the car park was.',
  options: [{ title: 'Trees', description: 'Lime trees.' }, { title: 'Grass' }],
  discussion: 'https://forum.example/1',
} as const
const { bytes, cid } = encodeProposalMetadata(parseProposalMetadata(metadata))
const ordinary = createProposalDescription({ title: metadata.title, cid })
const withOptions = appendOptionsLayout({
  description: ordinary,
  layout: { optionCount: 4, voiceCredits: 100, maxWinners: 2, callOptions: [0, 2] },
})

/** True when metadata is refused as malformed, or read as it is. */
function parsesRightly(value: unknown): boolean {
  try {
    return isDeepStrictEqual(
      withoutUndefined(parseProposalMetadata(value)),
      withoutUndefined(value),
    )
  } catch (error) {
    return error instanceof MetadataMalformedError
  }
}

/** As JSON has it. */
const withoutUndefined = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

/** True when a description is refused as malformed, or says exactly what was read from it. */
function describesRightly(description: string): boolean {
  try {
    const { title, cid: found, layout } = parseProposalDescription(description)
    const plain = `${title}\n\nipfs://${found}`
    // Between the CID and the layout only OpenZeppelin's suffix for a proposer may stand.
    if (!description.startsWith(plain) || /[\r\n]/.test(title)) return false
    const rest = description.slice(plain.length)
    const end = layout === null ? '' : appendOptionsLayout({ description: '', layout })
    return (
      rest.endsWith(end) &&
      /^(\s*#proposer=0x[0-9a-fA-F]{40})?$/.test(rest.slice(0, rest.length - end.length))
    )
  } catch (error) {
    return error instanceof MetadataMalformedError
  }
}

/** True when bytes are refused, or are the very document of the CID. */
function verifiesRightly(document: Uint8Array): boolean {
  try {
    verifyProposalMetadata({ metadata: document, cid })
    return isDeepStrictEqual(Uint8Array.from(document), Uint8Array.from(bytes))
  } catch (error) {
    return error instanceof MetadataMismatchError
  }
}

describe('parseProposalMetadata', () => {
  test('reads nothing wrongly out of 10 000 arbitrary values', () => {
    fc.assert(fc.property(anyValue, parsesRightly), TRIES)
  })

  test('reads nothing wrongly out of any near miss', () => {
    expect(parsesRightly(metadata)).toBe(true)
    assertNearValues(metadata, parsesRightly)
  })
})

describe('parseProposalDescription', () => {
  test('reads nothing wrongly out of 10 000 arbitrary texts', () => {
    fc.assert(fc.property(anyText, describesRightly), TRIES)
  })

  test.each([ordinary, withOptions, `${ordinary}#proposer=0x${'aB'.repeat(20)}`])(
    'reads nothing wrongly out of 10 000 near misses of %j',
    (description) => {
      expect(describesRightly(description)).toBe(true)
      fc.assert(fc.property(createNearText(description), describesRightly), TRIES)
    },
  )

  test.each([
    ['blank lines', '\n\n'],
    ['digits', '\n\n1;1;1;1,1'],
    ['commas', ','],
    ['white space', ' '],
    ['schemes', '\n\nipfs://'],
    ['letters', 'a'],
    ['suffixes', '#proposer=0x'],
  ])('does not hang on a megabyte of %s', (_, piece) => {
    const long = piece.repeat(1_000_000 / piece.length)
    for (const text of [
      long,
      `${ordinary}${long}`,
      `${long}#psephos-options`,
      `${ordinary}\n\n4;100;2;${long}#psephos-options`,
    ]) {
      const start = performance.now()
      expect(describesRightly(text)).toBe(true)
      expect(performance.now() - start).toBeLessThan(5_000)
    }
  })
})

describe('verifyProposalMetadata', () => {
  test('takes no other bytes than those of the CID, of 10 000 arbitrary and 10 000 near ones', () => {
    expect(verifiesRightly(bytes)).toBe(true)
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), verifiesRightly), TRIES)
    const near = fc.tuple(fc.nat({ max: bytes.length - 1 }), fc.nat({ max: 255 }), fc.boolean())
    fc.assert(
      fc.property(near, ([at, byte, cut]) => {
        const changed = Uint8Array.from(bytes)
        changed[at] = byte
        return verifiesRightly(cut ? changed.slice(0, at) : changed)
      }),
      TRIES,
    )
  })

  test('takes no other object than the one of the CID, of all near ones', () => {
    assertNearValues(metadata, (value) => {
      try {
        const parsed = parseProposalMetadata(value)
        const found = verifyProposalMetadata({ metadata: parsed, cid })
        return isDeepStrictEqual(withoutUndefined(found), metadata)
      } catch (error) {
        return error instanceof MetadataMalformedError || error instanceof MetadataMismatchError
      }
    })
  })
})
