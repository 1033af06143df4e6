import type { OrderLine } from '../orders/order.ts'
import type { Purchase } from '../orders/purchase.ts'
import { Refusal } from '../shared/refusal.ts'
import { isTypePossible } from './claim-scope.ts'
import type { RefundType } from './refund-types.ts'

type Claim = { line: OrderLine; type: RefundType; quantity: number; amountMinor: bigint | null }

/** Throws `refund.type_not_available` and `refund.amount_must_be_full` for what cannot be asked where the goods are now (10.1, 10.3). */
export function requirePossible(claim: Claim, purchase: Pick<Purchase, 'state'> | undefined): void {
  const { line, type } = claim
  if (purchase === undefined || line.upstreamEntryId === null || !isTypePossible(type, claim.quantity, line, purchase)) {
    throw new Refusal('refund.type_not_available', { type, state: line.state })
  }
  // 1688 takes back what was not shipped as a whole entry or not at all (10.3).
  if (type === 'BEFORE_SHIPMENT' && (claim.quantity !== line.ordered || claim.amountMinor !== null)) requireWhole(claim)
}

function requireWhole({ line, quantity, amountMinor }: Claim): void {
  const whole = line.goodsMinor + line.domesticFreightMinor
  const asked = amountMinor ?? whole
  if (quantity !== line.ordered || asked !== whole)
    throw new Refusal('refund.amount_must_be_full', { quantity, ordered: line.ordered, asked, whole })
}
