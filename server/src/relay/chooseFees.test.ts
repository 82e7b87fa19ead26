import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chooseFees, type Fees, raiseFees } from './chooseFees.ts'

const gwei = fc.bigInt({ min: 0n, max: 10n ** 13n })
const market = fc.record({ baseFee: gwei, tip: gwei })
const isValid = ({ maxFeePerGas, maxPriorityFeePerGas }: Fees) =>
  maxPriorityFeePerGas <= maxFeePerGas

describe('chooseFees', () => {
  test('pays for the next block at least, and never more than the ceiling', () => {
    fc.assert(
      fc.property(market, gwei, ({ baseFee, tip }, ceiling) => {
        const fees = chooseFees({ market: { baseFee, tip }, ceiling })
        if (fees === null) return baseFee + tip > ceiling
        return fees.maxFeePerGas >= baseFee + tip && fees.maxFeePerGas <= ceiling && isValid(fees)
      }),
    )
  })
})

describe('raiseFees', () => {
  test('raises both fees by an eighth at least, and never beyond the ceiling', () => {
    fc.assert(
      fc.property(market, gwei, gwei, gwei, (now, ceiling, tip, more) => {
        const fees = { maxFeePerGas: tip + more, maxPriorityFeePerGas: tip }
        const raised = raiseFees({ fees, market: now, ceiling })
        if (raised === null) return true
        return (
          raised.maxFeePerGas * 8n >= fees.maxFeePerGas * 9n &&
          raised.maxPriorityFeePerGas * 8n >= tip * 9n &&
          raised.maxPriorityFeePerGas > tip &&
          raised.maxFeePerGas <= ceiling &&
          isValid(raised)
        )
      }),
    )
  })

  test('can raise whatever is an eighth below the ceiling', () => {
    fc.assert(
      fc.property(market, gwei, gwei, (now, tip, more) => {
        const fees = { maxFeePerGas: tip + more, maxPriorityFeePerGas: tip }
        const ceiling = ((tip + more) * 9n) / 8n + 2n
        return raiseFees({ fees, market: now, ceiling }) !== null
      }),
    )
  })

  test('gives up at the ceiling', () => {
    const fees = { maxFeePerGas: 89n, maxPriorityFeePerGas: 1n }
    const now = { baseFee: 1n, tip: 1n }
    expect(raiseFees({ fees, market: now, ceiling: 100n })).toBeNull()
    expect(raiseFees({ fees, market: now, ceiling: 101n })).toMatchObject({ maxFeePerGas: 101n })
  })
})
