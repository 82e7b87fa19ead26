import {
  encodeGroupBucket,
  NotFoundError,
  toCommitment,
  wireBallot,
  wireEnrolmentBody,
  wireProposalMetadata,
  wireUint,
  wireWorldIdRequestBody,
} from '@psephos/lib'
import express, { type Router } from 'express'
import { z } from 'zod'
import { readBallotStatus } from '../ballots/readBallotStatus.ts'
import { receiveBallot } from '../ballots/receiveBallot.ts'
import type { Dependencies } from '../Dependencies.ts'
import { createEnrolmentRequest } from '../enrolments/createEnrolmentRequest.ts'
import { enrolPerson } from '../enrolments/enrolPerson.ts'
import { createGroupStore } from '../group/createGroupStore.ts'
import { readGroup } from '../group/readGroup.ts'
import { findProposal, listProposals, readProposal } from '../proposals/readProposals.ts'
import { readMetadata, storeMetadata } from '../proposals/storeMetadata.ts'
import { createTurns } from '../relay/createTurns.ts'
import { findSpace, listSpaces } from '../spaces/readSpaces.ts'
import { sendWire } from './sendWire.ts'

/**
 * The most bytes a request body may have: metadata of 50 000 characters, in any script, and then
 * some.
 */
export const BODY_LIMIT = 512 * 1024

const groupQuery = z.strictObject({ root: wireUint.optional() })
const bucketQuery = z.strictObject({ root: wireUint })
const bucketNumber = z
  .string()
  .regex(/^(0|[1-9]\d{0,6})$/)
  .transform(Number)

/** For what stands under its own hash, which can never change. */
const CACHED_FOR_EVER = 'public, max-age=31536000, immutable'

/**
 * Returns the routes under `/api/v1`. Each parses what it is given, calls one use case and sends
 * what that returns.
 */
export function createApiRouter(dependencies: Dependencies): Router {
  const { prisma, chain, outbox, worldId } = dependencies
  const router = express.Router()
  const turns = createTurns()
  const groups = createGroupStore({ prisma, chain })
  router.use(express.json({ limit: BODY_LIMIT }))

  router.get('/spaces', async (_request, response) => {
    sendWire(response, { spaces: await listSpaces(prisma) })
  })
  router.get('/spaces/:space/group', async (request, response) => {
    const space = await findSpace(prisma, request.params.space)
    const { root } = groupQuery.parse(request.query)
    const group = await readGroup({ prisma, space, root })
    if (root !== undefined) response.set('cache-control', CACHED_FOR_EVER)
    sendWire(response, group)
  })
  router.get('/spaces/:space/group/buckets/:bucket', async (request, response) => {
    const space = await findSpace(prisma, request.params.space)
    const { root } = bucketQuery.parse(request.query)
    const bucket = bucketNumber.parse(request.params.bucket)
    const group = await groups.open(space, root)
    const bytes = encodeGroupBucket({ group, bucket })
    response.set('cache-control', CACHED_FOR_EVER).type('application/octet-stream')
    response.send(Buffer.from(bytes.buffer))
  })
  router.get('/spaces/:space/proposals', async (request, response) => {
    const space = await findSpace(prisma, request.params.space)
    sendWire(response, { proposals: await listProposals({ prisma, chain }, space) })
  })
  router.post('/spaces/:space/world-id/requests', async (request, response) => {
    const space = await findSpace(prisma, request.params.space)
    const commitment = toCommitment(wireWorldIdRequestBody.parse(request.body).commitment)
    const answer = await createEnrolmentRequest({ prisma, chain, worldId, space, commitment })
    sendWire(response, answer, 201)
  })
  router.post('/spaces/:space/enrolments', async (request, response) => {
    const space = await findSpace(prisma, request.params.space)
    const body = wireEnrolmentBody.parse(request.body)
    const commitment = toCommitment(body.commitment)
    const { result } = body
    const enrolment = await enrolPerson({
      prisma,
      chain,
      outbox,
      turns,
      space,
      commitment,
      result,
    })
    sendWire(response, enrolment, enrolment.alreadyEnrolled ? 200 : 201)
  })

  router.post('/metadata', async (request, response) => {
    const cid = await storeMetadata(prisma, wireProposalMetadata.parse(request.body))
    sendWire(response, { cid }, 201)
  })
  router.get('/metadata/:cid', async (request, response) => {
    const { cid } = request.params
    const metadata = await readMetadata(prisma, cid)
    response.set('cache-control', CACHED_FOR_EVER)
    sendWire(response, { cid, metadata })
  })

  router.get('/proposals/:id', async (request, response) => {
    const id = wireUint.parse(request.params.id)
    sendWire(response, await readProposal({ prisma, chain }, id))
  })
  router.post('/proposals/:id/ballots', async (request, response) => {
    const proposalId = wireUint.parse(request.params.id)
    const ballot = wireBallot.parse(request.body)
    sendWire(response, await receiveBallot({ prisma, chain, proposalId, ballot }), 202)
  })
  router.get('/proposals/:id/ballots/:nullifier', async (request, response) => {
    const proposal = await findProposal(prisma, wireUint.parse(request.params.id))
    const nullifier = wireUint.parse(request.params.nullifier)
    sendWire(response, await readBallotStatus({ prisma, proposal, nullifier }))
  })

  router.use((request) => {
    throw new NotFoundError({ path: request.originalUrl.split('?')[0] ?? '' })
  })
  return router
}
