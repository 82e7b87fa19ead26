import * as z from 'zod'

// To be imported before anything that makes a schema. Else zod tries whether it may compile it,
// which the content security policy forbids, and the browser reports each try.
z.config({ jitless: true })
