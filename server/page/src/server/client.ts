import { createServerClient } from '@psephos/lib'

/** The server that this page came from. */
export const client = createServerClient({ baseUrl: '' })
