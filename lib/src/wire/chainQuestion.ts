import * as z from 'zod'
import { wireAddress, wireHash } from './scalars.ts'

/** A whole number as Ethereum's JSON-RPC writes it. */
const quantity = z.string().regex(/^0x(0|[1-9a-f][0-9a-f]{0,15})$/, 'must be a quantity in hex')
const blockTag = z.union([z.literal('latest'), quantity])
const topic = z.union([z.null(), wireHash, z.array(wireHash).min(1).max(16)])
/** Enough for eight arguments of a word each; nothing that is read to check an election takes more. */
const callData = z
  .string()
  .max(2 + 2 * (4 + 8 * 32))
  .regex(/^0x([0-9a-f]{2})*$/, 'must be bytes in hex, 260 at most')

/**
 * What `POST /api/v1/spaces/:space/chain` takes: a question of Ethereum's JSON-RPC, of those that an audit
 * asks. Nothing else can be asked, and nothing of it in another form.
 */
export const wireChainQuestion = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('eth_chainId'), params: z.tuple([]) }),
  z.strictObject({ method: z.literal('eth_blockNumber'), params: z.tuple([]) }),
  z.strictObject({
    method: z.literal('eth_getBlockByNumber'),
    /** Without its transactions. */
    params: z.tuple([blockTag, z.literal(false)]),
  }),
  z.strictObject({
    method: z.literal('eth_getLogs'),
    params: z.tuple([
      z.strictObject({
        address: z.union([wireAddress, z.array(wireAddress).min(1).max(16)]),
        topics: z.array(topic).min(1).max(4),
        fromBlock: quantity,
        toBlock: quantity,
      }),
    ]),
  }),
  z.strictObject({
    method: z.literal('eth_call'),
    params: z.tuple([z.strictObject({ to: wireAddress, data: callData }), blockTag]),
  }),
  z.strictObject({ method: z.literal('eth_getTransactionByHash'), params: z.tuple([wireHash]) }),
  z.strictObject({ method: z.literal('eth_getTransactionReceipt'), params: z.tuple([wireHash]) }),
])

/** What it answers: what the node answers, or that it, or a contract, refuses. */
export const wireChainAnswer = z.union([
  /** JSON, null included; another node's word, to be checked by whoever reads it. */
  z.strictObject({ result: z.unknown() }),
  z.strictObject({
    /** As JSON-RPC has it; 3 for a call that reverts. */
    error: z.strictObject({
      code: z.number().int(),
      message: z.string(),
      /** What a contract reverted with. */
      data: z
        .string()
        .regex(/^0x([0-9a-f]{2})*$/)
        .optional(),
    }),
  }),
])

/** A question about the chain, as it was parsed. */
export type ChainQuestion = z.output<typeof wireChainQuestion>
/** What is answered to it. */
export type WireChainAnswer = z.output<typeof wireChainAnswer>
