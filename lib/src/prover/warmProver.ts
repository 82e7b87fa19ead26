/**
 * Has snarkjs build its curve and start its threads, about half a second. It does so with whatever it is
 * asked first, and keeps them: here whether a proof of nothing holds.
 */
export async function warmProver(): Promise<void> {
  const { verifyProof } = await import('./generateProof.ts')
  await verifyProof({
    merkleTreeDepth: 1,
    merkleTreeRoot: '0',
    nullifier: '0',
    message: '0',
    scope: '0',
    points: ['0', '0', '0', '0', '0', '0', '0', '0'],
  })
}
