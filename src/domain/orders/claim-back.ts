import type { Transaction } from '../ports.ts'
import type { RefundCase } from '../refunds/refund-case.ts'
import { type OpenRefundTools, openRefund } from '../refunds/request-refund.ts'
import { CANCEL_CLAIM, type LineCancelTerms } from './cancel-terms.ts'
import type { StopAsked } from './order.ts'

type Claims = { terms: readonly LineCancelTerms[]; stop: StopAsked; at: Date }

/** Opens the claim of a cancel for each line whose money the seller has (O11), in the name of who asked. Answers the claims. */
export async function claimBack(tx: Transaction, tools: OpenRefundTools, { terms, stop, at }: Claims): Promise<RefundCase[]> {
  const claims: RefundCase[] = []
  for (const { line, quantity } of terms) {
    // Read by the seller: our own words to sellers are Chinese.
    const description = stop.reason ?? '订单已取消，商品尚未发货'
    const claim = { actor: stop.actor, line, inspection: null, quantity, description, amountMinor: null, evidenceFileIds: [], at }
    claims.push(await openRefund(tx, tools, { ...CANCEL_CLAIM, ...claim }))
  }
  return claims
}
