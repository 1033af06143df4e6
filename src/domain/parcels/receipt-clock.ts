import { autoReceiptAt } from '../policy/auto-receipt.ts'
import type { RuleRow } from '../policy/rule-row.ts'
import type { Parcel } from './parcel.ts'

/** When 1688 will take receipt of the parcel for granted; null when the seller's shipment click is unknown. */
export function receiptAt(parcel: Pick<Parcel, 'shippedAt' | 'signedAt'>, asked: { asOf: Date; rows: readonly RuleRow[] }): Date | null {
  if (parcel.shippedAt === null) return null
  return autoReceiptAt({ shippedAt: parcel.shippedAt, signedAt: parcel.signedAt, asOf: asked.asOf }, asked.rows).at
}
