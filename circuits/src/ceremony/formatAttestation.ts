import type { Transcript, TranscriptStep } from './parseTranscript.ts'

/** What {@link formatAttestation} takes. */
export type FormatAttestationParameters = {
  transcript: Transcript
  step: TranscriptStep
  /** Which contribution it is, from 1. */
  number: number
}

/** Returns what a contributor publishes, so that anyone can see their contribution in the end; the hash stands as snarkjs shows it. */
export function formatAttestation({
  transcript: { circuit, initial },
  step: { name, hash, before, after },
  number,
}: FormatAttestationParameters): string {
  return `Ceremony of ${circuit}, which began with the key
    ${initial}
Contribution ${number}, by ${name}. Its hash (BLAKE2b-512):
${formatHash(hash)}
SHA-256 of the key before and after:
    ${before}
    ${after}`
}

/** Returns a hash of 64 bytes in four lines of four words. */
export function formatHash(hash: string): string {
  const words = hash.match(/.{8}/g) ?? []
  return [0, 4, 8, 12].map((at) => `    ${words.slice(at, at + 4).join(' ')}`).join('\n')
}
