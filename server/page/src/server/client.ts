import { createServerClient } from '@psephos/lib'
import { fetchInTime } from './fetchInTime.ts'

/** The server that this page came from. */
export const client = createServerClient({
  baseUrl: '',
  fetch: (input, init) => fetchInTime(input, init),
})
