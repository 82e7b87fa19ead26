import { requirePart } from '../recovery/requirePart.ts'

/** Loads what checks receipts. */
export function loadReceiptCheck() {
  return requirePart(() => import('./receiptCheck.ts'))
}
