import { createIdentity, type Identity, PsephosError, toCommitment } from '@psephos/lib'
import type { Election } from './Election.ts'
import { proveHuman, serveFileUrls } from './proveHuman.ts'

/** Someone who votes. */
export interface Person {
  /** Their number in the development World ID. */
  readonly number: number
  readonly identity: Identity
}

/**
 * Enrols `count` different people, each through World ID. One of them does it again, which is answered as done, and
 * then tries with another commitment, which must be refused. Returns the people and the codes of what was refused.
 */
export async function enrolPeople(
  election: Election,
  count: number,
  onProgress: (done: number, total: number) => void,
): Promise<{ people: Person[]; refused: string[] }> {
  const { client, space, wallet, group, checks } = election
  const stopServing = serveFileUrls()
  try {
    const people: Person[] = []
    for (let number = 1; number <= count; number++) {
      const person = { number, identity: createIdentity() }
      const commitment = toCommitment(person.identity.commitment)
      const request = await client.createWorldIdRequest({ space: space.id, commitment })
      const result = await proveHuman({ request, wallet, person: number })
      const enrolment = await client.enrol({ space: space.id, commitment, result })
      checks.expect(!enrolment.alreadyEnrolled, `person ${number} is enrolled anew`)
      checks.expect(enrolment.index === number - 1, `person ${number} is leaf ${number - 1}`)
      checks.expect(await group.hasMember(commitment), `person ${number} is a member on-chain`)
      if (number === 1) {
        const again = await client.enrol({ space: space.id, commitment, result })
        checks.expect(again.alreadyEnrolled, 'an identical enrolment is answered as done')
        checks.expect(again.transaction === null, 'an identical enrolment costs no transaction')
      }
      people.push(person)
      onProgress(number, count + 1)
    }
    const refused = await enrolTwice(election)
    onProgress(count + 1, count + 1)
    return { people, refused: [refused] }
  } finally {
    stopServing()
  }
}

/** The first person tries to stand in the group a second time, under another commitment. */
async function enrolTwice({ client, space, wallet, checks }: Election): Promise<string> {
  const commitment = toCommitment(createIdentity().commitment)
  const request = await client.createWorldIdRequest({ space: space.id, commitment })
  const result = await proveHuman({ request, wallet, person: 1 })
  try {
    await client.enrol({ space: space.id, commitment, result })
  } catch (error) {
    if (!(error instanceof PsephosError)) throw error
    checks.expect(
      error.code === 'PERSON_ALREADY_ENROLLED',
      `a second enrolment is refused with PERSON_ALREADY_ENROLLED, not ${error.code}`,
    )
    return error.code
  }
  checks.expect(false, 'a second enrolment of one person is refused')
  return 'NOT_REFUSED'
}
