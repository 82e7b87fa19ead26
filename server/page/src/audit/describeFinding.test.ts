import { type AuditCheck, type AuditVerdict, auditCheckNames } from '@psephos/lib'
import { createInstance, type ResourceKey } from 'i18next'
import { describe, expect, test } from 'vitest'
import { languages } from '../i18n/languages.ts'
import { type AuditedFrom, describeFinding } from './describeFinding.ts'

const sentences = import.meta.glob<ResourceKey>('../locales/*/{audit,proposal}.json', {
  import: 'default',
  eager: true,
})

const i18n = createInstance()
await i18n.init({
  lng: 'en',
  interpolation: { escapeValue: false },
  resources: Object.fromEntries(
    languages.map((language) => [
      language,
      {
        audit: sentences[`../locales/${language}/audit.json`] ?? {},
        proposal: sentences[`../locales/${language}/proposal.json`] ?? {},
      },
    ]),
  ),
})

const verdicts: AuditVerdict[] = ['confirmed', 'refuted', 'incomplete']
const servers: AuditedFrom = { isFile: false, source: 'server', wallet: '' }

function describeIn(
  language: string,
  check: Partial<AuditCheck>,
  from: AuditedFrom = servers,
): string {
  return describeFinding({
    check: { name: 'tally', verdict: 'confirmed', summary: '', evidence: {}, ...check },
    from,
    t: i18n.getFixedT(language, 'audit'),
    tProposal: i18n.getFixedT(language, 'proposal'),
  })
}

const sentence = /^\p{Lu}|^\p{Script=Han}|^\d/u

describe('describeFinding', () => {
  test.each(languages)('has a sentence for each finding and each verdict, in %s', (language) => {
    for (const name of auditCheckNames) {
      const said = verdicts.map((verdict) => describeIn(language, { name, verdict }))
      for (const each of said) {
        expect(each, name).toMatch(sentence)
        expect(each, name).toMatch(/[.。]$/)
        expect(each, name).not.toContain('{{')
        expect(each, name).not.toContain('checks.')
      }
      expect(new Set(said).size, name).toBe(verdicts.length)
    }
  })

  test('says on whose word the chain rests', () => {
    const say = (from: Partial<AuditedFrom>, verdict: AuditVerdict = 'confirmed') =>
      describeIn('en', { name: 'chain', verdict }, { ...servers, ...from })
    expect(say({})).toContain('this server’s node')
    expect(say({ source: 'wallet', wallet: 'Frame' })).toContain('the node of Frame')
    expect(say({ isFile: true })).toContain('The file says')
    expect(say({ isFile: true, source: 'wallet', wallet: 'Frame' })).toContain('node of Frame')
    expect(say({ isFile: true, source: null }, 'incomplete')).toContain('A file alone')
  })

  test('tells a node that is behind from a file that nobody compared', () => {
    const evidence = { latestBlock: 7 }
    const said = describeIn('en', { name: 'chain', verdict: 'incomplete', evidence })
    expect(said).toContain('has not come as far')
  })

  test('tells development keys from others', () => {
    const say = (isDevelopment: boolean) =>
      describeIn('en', { name: 'keys', evidence: { isDevelopment } })
    expect(say(true)).toContain('a chain for development')
    expect(say(false)).not.toContain('Elsewhere')
  })

  test('says that totals are awaited', () => {
    const said = describeIn('en', { name: 'totals', verdict: 'incomplete' })
    expect(said).toContain('not decrypted yet')
  })

  test('tells the figures', () => {
    const say = (name: AuditCheck['name'], evidence: AuditCheck['evidence']) =>
      describeIn('en', { name, evidence })
    expect(say('group', { members: 12, size: 12 })).toContain('12 people')
    expect(say('nullifiers', { nullifiers: 1, ballots: 3 })).toContain('1 person voted')
    expect(say('revisions', { replaced: 2 })).toContain('changed 2 times')
    expect(say('revisions', { replaced: 0 })).toBe('Nobody changed a ballot.')
    expect(say('costs', { voiceCredits: 100, highest: 81 })).toContain('100 voice credits')
    expect(say('state', { state: 'executed' })).toContain('Executed')
    expect(say('execution', { executed: [] })).toBe('Nothing has run.')
    const refuted = describeIn('en', { name: 'proofs', verdict: 'refuted', evidence: { count: 2 } })
    expect(refuted).toContain('2 ballots')
  })
})
