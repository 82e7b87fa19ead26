import {
  toCommitment,
  wireEnrolment,
  wireEnrolmentBody,
  wireWorldIdRequest,
  wireWorldIdRequestBody,
} from '@psephos/lib'
import type { Dependencies } from '../Dependencies.ts'
import { createLatestGroups } from '../group/createLatestGroups.ts'
import { createRoute } from '../http/createRoute.ts'
import type { Route } from '../http/Route.ts'
import { createTurns } from '../relay/createTurns.ts'
import { findSpace } from '../spaces/readSpaces.ts'
import { spaceParams } from '../spaces/spaceParams.ts'
import { createEnrolmentRequest } from './createEnrolmentRequest.ts'
import { enrolPerson } from './enrolPerson.ts'
import { rotatePerson } from './rotatePerson.ts'

/** Returns the routes by which a person joins a group, and replaces a lost identity. */
export function createEnrolmentRoutes(dependencies: Dependencies): Route[] {
  const { prisma, chain, outbox, worldId } = dependencies
  const turns = createTurns()
  const groups = createLatestGroups(prisma)
  return [
    createRoute({
      method: 'post',
      path: '/spaces/{space}/world-id/requests',
      operation: 'createWorldIdRequest',
      tag: 'Enrolment',
      summary: 'Signs a World ID request for a commitment',
      description: 'The request serves one person and expires; ask anew for each try.',
      params: spaceParams,
      body: wireWorldIdRequestBody,
      answers: { 201: { description: 'All that IDKit needs.', schema: wireWorldIdRequest } },
      errors: [
        'NOT_FOUND',
        'FIELD_ELEMENT_OUT_OF_RANGE',
        'COMMITMENT_ALREADY_ENROLLED',
        'COMMITMENT_RETIRED',
        'CHAIN_UNAVAILABLE',
      ],
      handle: async ({ params, body }) => {
        const space = await findSpace(prisma, params.space)
        const commitment = toCommitment(body.commitment)
        const json = await createEnrolmentRequest({ prisma, chain, worldId, space, commitment })
        return { status: 201, json }
      },
    }),
    createRoute({
      method: 'post',
      path: '/spaces/{space}/enrolments',
      operation: 'enrol',
      kind: 'refused',
      tag: 'Enrolment',
      summary: 'Enrols whom World ID vouches for',
      description:
        'Brings World ID’s answer to the group, which alone decides. Asking again with the same commitment is harmless.',
      params: spaceParams,
      body: wireEnrolmentBody,
      answers: {
        200: { description: 'This very enrolment had been done before.', schema: wireEnrolment },
        201: { description: 'The commitment is a member now.', schema: wireEnrolment },
      },
      errors: [
        'NOT_FOUND',
        'FIELD_ELEMENT_OUT_OF_RANGE',
        'COMMITMENT_ALREADY_ENROLLED',
        'COMMITMENT_RETIRED',
        'ELIGIBILITY_REQUIRED',
        'PERSON_ALREADY_ENROLLED',
        'RELAY_PAUSED',
        'WORLD_ID_PROOF_INVALID',
        'WORLD_ID_REQUEST_EXPIRED',
        'WORLD_ID_REQUEST_SPENT',
        'WORLD_ID_REQUEST_UNKNOWN',
        'WORLD_ID_RESULT_MISMATCH',
        'CHAIN_REVERTED',
        'CHAIN_UNAVAILABLE',
      ],
      handle: async ({ params, body }) => {
        const space = await findSpace(prisma, params.space)
        const commitment = toCommitment(body.commitment)
        const { result } = body
        const json = await enrolPerson({ prisma, chain, outbox, turns, space, commitment, result })
        return { status: json.alreadyEnrolled ? 200 : 201, json }
      },
    }),
    createRoute({
      method: 'post',
      path: '/spaces/{space}/rotations',
      operation: 'rotate',
      kind: 'refused',
      tag: 'Enrolment',
      summary: 'Replaces the identity of whom World ID vouches for',
      description:
        'Puts the commitment in the place of the one that the person has, which is retired for ever. On proposals whose electorate was taken before, the old one votes and the new one does not. Asking again with the same commitment is harmless.',
      params: spaceParams,
      body: wireEnrolmentBody,
      answers: {
        200: { description: 'This very rotation had been done before.', schema: wireEnrolment },
        201: { description: 'The commitment is a member now.', schema: wireEnrolment },
      },
      errors: [
        'NOT_FOUND',
        'FIELD_ELEMENT_OUT_OF_RANGE',
        'COMMITMENT_ALREADY_ENROLLED',
        'COMMITMENT_RETIRED',
        'GROUP_PATH_STALE',
        'NOT_A_MEMBER',
        'RELAY_PAUSED',
        'WORLD_ID_PROOF_INVALID',
        'WORLD_ID_REQUEST_EXPIRED',
        'WORLD_ID_REQUEST_SPENT',
        'WORLD_ID_REQUEST_UNKNOWN',
        'WORLD_ID_RESULT_MISMATCH',
        'CHAIN_REVERTED',
        'CHAIN_UNAVAILABLE',
      ],
      handle: async ({ params, body }) => {
        const space = await findSpace(prisma, params.space)
        const commitment = toCommitment(body.commitment)
        const { result } = body
        const json = await rotatePerson({
          prisma,
          chain,
          outbox,
          turns,
          groups,
          space,
          commitment,
          result,
        })
        return { status: json.alreadyEnrolled ? 200 : 201, json }
      },
    }),
  ]
}
