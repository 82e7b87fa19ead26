import { Interface, isError } from 'ethers'

const errors = new Interface([
  'error SemaphoreBatchEmpty()',
  'error SemaphoreDepthUnsupported(uint256 merkleTreeDepth)',
  'error SemaphoreRootOutOfField(uint256 merkleTreeRoot)',
  'error SemaphoreNullifierOutOfField(uint256 nullifier)',
])

/** Returns the custom error of SemaphoreBatchVerifier that a call ends in, as text. */
export async function readVerifierError(call: Promise<unknown>): Promise<string> {
  try {
    return `no error, but ${await call}`
  } catch (error) {
    if (!isError(error, 'CALL_EXCEPTION')) throw error
    const parsed = errors.parseError(error.data ?? '0x')
    return parsed === null ? `unnamed: ${error.data}` : `${parsed.name}(${parsed.args.join(', ')})`
  }
}
