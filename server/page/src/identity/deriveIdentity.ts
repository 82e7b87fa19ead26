// Poseidon, the curve and typed data: nobody needs them whose identity is kept in this browser, so
// this file is loaded by those who do.
export { identityFromPasskey, identityFromSignature } from '@psephos/lib'
