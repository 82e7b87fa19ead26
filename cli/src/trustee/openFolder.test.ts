import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type CommitteeInvitation,
  checkDeals,
  createDeal,
  encodeContent,
  openInvitation,
  openTranscript,
  signTrusteeMessage,
  trusteeEncryptionKey,
} from '@psephos/lib'
import { Wallet } from 'ethers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '../Context.ts'
import { createOutput } from '../output/createOutput.ts'
import { openFolder } from './openFolder.ts'

const people = [1, 2].map((number) => ({
  seed: new Uint8Array(32).fill(number),
  signer: new Wallet(`0x${`0${number}`.repeat(32)}`),
}))
const [liar, lied] = people as [(typeof people)[0], (typeof people)[0]]
const invitation: CommitteeInvitation = {
  ...{ name: 'Keepers', threshold: 1, capacity: 2 },
  trustees: people.map(({ seed, signer }) => ({
    address: signer.address.toLowerCase(),
    encryptionKey: trusteeEncryptionKey(seed),
  })),
}
const keyGeneration = openInvitation(invitation)
const silent = { write: () => undefined }
const context: Context = {
  secrets: {
    ...{ privateKey: undefined, keyPassphrase: undefined },
    ...{ passphrase: undefined, rpcUrl: undefined },
  },
  output: createOutput({ stdout: silent, stderr: silent }),
  askSecret: null,
  signal: new AbortController().signal,
  end: () => undefined,
}

let path: string
beforeAll(async () => {
  path = await mkdtemp(join(tmpdir(), 'psephos-folder-'))
  await put('invitation', invitation)
})
afterAll(() => rm(path, { recursive: true, force: true }))

const put = (name: string, content: Parameters<typeof encodeContent>[0]) =>
  writeFile(join(path, `${name}.json`), encodeContent(content))
const read = () => openFolder({ context, path }).read()

/** The liar's deal with another wrong share for the other trustee. */
function lie(number: number) {
  const content = createDeal({ keyGeneration, seed: liar.seed })
  const shares = content.shares.map((share, index) =>
    index === 1 ? `${share.slice(0, -2)}${number.toString(16).padStart(2, '0')}` : share,
  )
  return signTrusteeMessage({
    ...{ kind: 'deal', content: { ...content, shares }, signer: liar.signer },
  })
}

describe('a folder of messages', () => {
  test('keeps of complaints about a dealer the one that is right', async () => {
    await put('deal', await lie(1))
    const { deals } = openTranscript((await read()).transcript)
    const [content] = checkDeals({ keyGeneration, seed: lied.seed, deals })
    if (content === undefined) throw new Error('There is a complaint.')
    const { challenge, response } = content.proof
    const wrong = { ...content, proof: { challenge: response, response: challenge } }
    const { signer } = lied
    const right = await signTrusteeMessage({ kind: 'complaint', content, signer })
    await put('a', await signTrusteeMessage({ kind: 'complaint', content: wrong, signer }))
    await put('b', right)
    await put('c', await signTrusteeMessage({ kind: 'complaint', content: wrong, signer }))
    expect((await read()).transcript.complaints).toEqual([right])
  })

  test('is as large as its trustees make it only up to what convicts them', async () => {
    for (const number of [2, 3, 4]) await put(`deal-${number}`, await lie(number))
    const { transcript } = await read()
    expect(transcript.deals).toHaveLength(2)
    expect(() => openTranscript(transcript)).not.toThrow()
  })

  test('writes over nothing', async () => {
    const place = openFolder({ context, path })
    const content = await lie(1)
    const where = await place.post({ kind: 'deal', content })
    expect(await place.post({ kind: 'deal', content })).toBe(where)
    await expect(place.post({ kind: 'deal', content: await lie(2) })).rejects.toThrow(
      'holds something else',
    )
  })

  test('is of one key generation', async () => {
    await put('other', { ...invitation, name: 'Others' })
    await expect(read()).rejects.toThrow('several invitations')
    await rm(join(path, 'other.json'))
    await rm(join(path, 'invitation.json'))
    await expect(read()).rejects.toThrow('no invitation')
  })
})
