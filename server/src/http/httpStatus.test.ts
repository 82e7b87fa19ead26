import { errorCodes } from '@psephos/lib'
import { expect, test } from 'vitest'
import { httpStatus } from './httpStatus.ts'

test.each(errorCodes)('%s has the status of a failure', (code) => {
  expect(httpStatus[code]).toBeGreaterThanOrEqual(400)
  expect(httpStatus[code]).toBeLessThan(600)
})
