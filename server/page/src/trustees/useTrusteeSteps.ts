import type { WireKeyGeneration, WireSpace } from '@psephos/lib'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { type Task, useTask } from '../identity/useTask.ts'
import { requirePart } from '../recovery/requirePart.ts'
import { client } from '../server/client.ts'
import { useWallet } from '../wallet/useWallet.tsx'
import { listDigests } from './findDueStep.ts'
import { heldTrustee } from './heldTrustee.ts'

/** Which key generation it is, and what the mailbox has of it. */
export type TakePartProps = {
  space: Pick<WireSpace, 'id' | 'chainId' | 'governor'>
  session: string
  generation: WireKeyGeneration
}

/** A step that a trustee takes. */
export type TrusteeAction = 'deal' | 'check' | 'confirm' | 'register'

/** What {@link useTrusteeSteps} returns. */
export type TrusteeActions = {
  /** Takes a step, on what the mailbox has by then. */
  act: (action: TrusteeAction) => void
  task: Task
  /** Which deals were checked in this visit; null for none. */
  checked: string | null
  /** The dealers about whom this trustee has complained in this visit. */
  liars: readonly number[]
  /** The committee that was registered in this visit. */
  registered: string | null
  /** Goes somewhere into the component. */
  dialog: ReactNode
}

/** The steps of a trustee in a key generation. Nothing half-done is kept: everything follows from seed and session. */
export function useTrusteeSteps({
  space,
  session,
  position,
}: Pick<TakePartProps, 'space' | 'session'> & { position: number }): TrusteeActions {
  const queryClient = useQueryClient()
  const task = useTask()
  const { connect, connectNode, dialog } = useWallet()
  const [checked, setChecked] = useState<string | null>(null)
  const [liars, setLiars] = useState<readonly number[]>([])
  const [registered, setRegistered] = useState<string | null>(null)

  async function take(action: TrusteeAction, signal: AbortSignal): Promise<void> {
    const trustee = heldTrustee.get()
    if (trustee === null) return
    const { seed } = trustee
    const steps = await requirePart(() => import('./keyGenerationSteps.ts'))
    const key = ['key-generation', session]
    const show = (generation: WireKeyGeneration | null) => {
      if (generation !== null) queryClient.setQueryData(key, generation)
    }
    // Others say things meanwhile.
    const generation = await client.getKeyGeneration({ session, signal })
    const now = Math.floor(Date.now() / 1_000)
    const standing = steps.readStanding({ generation, session, registry: null, now })
    show(generation)
    const own = { standing, seed, position, client, signal }
    if (action === 'deal') return show(await steps.deal({ ...own, signer: await connect(null) }))
    if (action === 'check') {
      const wrong = steps.findLiars(own)
      if (wrong.length > 0) {
        show(await steps.complain({ ...own, signer: await connect(null) }))
        setLiars((before) => [...before, ...wrong])
      }
      return setChecked(listDigests(standing))
    }
    const { signer, wallet } = await connectNode(space.chainId)
    const registry = await steps.readRegistry({ wallet, space, signal })
    if (action === 'confirm') {
      const { keepTranscript } = await requirePart(() => import('./trusteeKey.ts'))
      return show(
        await steps.confirm({
          ...{ ...own, signer, registry },
          keep: (transcript) => keepTranscript(transcript, signal),
        }),
      )
    }
    const verified = steps.readStanding({ generation, session, registry, now })
    setRegistered(await steps.register({ standing: verified, registry, signer }))
  }

  return {
    act: (action) => task.run((signal) => take(action, signal)),
    ...{ task, checked, liars, registered, dialog },
  }
}
