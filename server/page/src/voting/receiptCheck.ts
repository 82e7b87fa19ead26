// Typed data and the curve of signatures: nobody needs them before a ballot goes out, so this file is
// loaded then.
export { verifyReceipt } from '@psephos/lib'
