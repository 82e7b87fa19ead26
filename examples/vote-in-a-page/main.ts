import {
  ballotCost,
  createGroup,
  createIdentity,
  generateBallotProof,
  PsephosError,
  proposalScope,
  verifyBallot,
} from '@psephos/lib'
// A page that has a Psephos server takes them from there: `client.artifactUrls(20)`.
import wasm from '@zk-kit/semaphore-artifacts/semaphore-20.wasm?url'
import zkey from '@zk-kit/semaphore-artifacts/semaphore-20.zkey?url'

const voiceCredits = 100
const scope = proposalScope({ chainId: 1, governor: `0x${'11'.repeat(20)}`, proposalId: 7n })
const identity = createIdentity()
const group = createGroup({ members: [identity.commitment] })
const electorate = { root: group.root, size: group.size, proofDepth: group.depth }

const output = document.querySelector('output') as HTMLOutputElement
const form = document.querySelector('form') as HTMLFormElement
form.addEventListener('submit', async (event) => {
  event.preventDefault()
  const entered = new FormData(form)
  const votes = [Number(entered.get('oaks')), Number(entered.get('limes'))]
  try {
    const cost = ballotCost({ votes, voiceCredits })
    output.textContent = `Proving a ballot of ${cost} voice credits…`
    const ballot = await generateBallotProof({
      ...{ identity, group, scope, votes, voiceCredits },
      revision: 0,
      proofDepth: group.depth,
      artifacts: { wasm, zkey },
    })
    const rules = { scope, electorate, optionCount: 2, voiceCredits }
    const { nullifier } = await verifyBallot({ ballot, ...rules })
    output.textContent = `Verified: ${cost} of ${voiceCredits} voice credits, nullifier ${nullifier}`
  } catch (error) {
    output.textContent = error instanceof PsephosError ? error.message : String(error)
  }
})
