import { type ServerClient, type WireChainAnswer, wireChainQuestion } from '@psephos/lib'
import { isTransient } from '../server/isTransient.ts'

/** What {@link askServer} takes. */
export type AskServerParameters = {
  client: Pick<ServerClient, 'askChain'>
  space: string
  method: string
  params: readonly unknown[]
  /** Milliseconds before it is asked again, as often as there are any. */
  waits?: readonly number[]
}

const WAITS = [1_000, 4_000, 10_000]

/**
 * Asks the server's node, again when the failure may pass by itself. What the server takes no
 * questions about is not asked: it is refused as a node would refuse it.
 * @throws whatever the server answers with at last.
 */
export async function askServer({
  waits = WAITS,
  ...question
}: AskServerParameters): Promise<WireChainAnswer> {
  const { client, space, method, params } = question
  if (!wireChainQuestion.safeParse({ method, params }).success) {
    return { error: { code: METHOD_NOT_FOUND, message: 'The server does not ask its node that.' } }
  }
  try {
    return await client.askChain({ space, method, params })
  } catch (error) {
    const [wait, ...later] = waits
    if (wait === undefined || !isTransient(error)) throw error
    await new Promise((resolve) => setTimeout(resolve, wait))
    return askServer({ ...question, waits: later })
  }
}

/** As JSON-RPC has it. */
const METHOD_NOT_FOUND = -32_601
