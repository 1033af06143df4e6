import { existing } from '../shared/owned-by.ts'
import { RetryLater } from '../shared/retry-later.ts'
import { lookUpPayment, payPurchase } from './pay-purchase.ts'
import type { Purchase } from './purchase.ts'
import { type PurchaseState, purchaseMachine } from './purchase-machine.ts'
import { type PurchaseTools, settlePurchase } from './settle-purchase.ts'
import { lookUpOrder, submitPurchase } from './submit-purchase.ts'

type Step = (tools: PurchaseTools, purchase: Purchase) => Promise<void>

/** What to do with a purchase in each state; a state without an entry needs nothing from us. */
const STEPS: Partial<Record<PurchaseState, Step>> = {
  INTENDED: submitPurchase,
  SUBMITTING: judgeInterrupted,
  UNKNOWN: lookUpOrder,
  CREATED: payPurchase,
  PAYING: judgeInterrupted,
  PAYMENT_UNKNOWN: lookUpPayment,
}

/** More than the longest honest way through the table; beyond it two states feed each other. */
const MOST_STEPS = 12

/**
 * Buys one seller's lines upstream, at most once (invariant 2). May run twice, late or after a crash: every call is preceded by
 * a committed state that says it was made, and an unknown outcome is looked up before anything is sent again.
 * Throws `RetryLater` while an answer must be waited for, and `UpstreamError` when 1688 cannot be reached.
 */
export function createProcessPurchase(tools: PurchaseTools): (purchaseId: string) => Promise<void> {
  return async (purchaseId) => {
    for (let taken = 0; taken < MOST_STEPS; taken += 1) {
      const purchase = existing(await tools.uow.run((tx) => tx.purchases.find(purchaseId)), purchaseId)
      const next = STEPS[purchase.state]
      if (next === undefined) return
      await next(tools, purchase)
    }
    throw new RetryLater(`purchase ${purchaseId} did not settle`, 1_000)
  }
}

/** Found mid-call: either another worker is on it, or one died; after the lease only the second is possible. */
async function judgeInterrupted(tools: PurchaseTools, purchase: Purchase): Promise<void> {
  const since = tools.clock.now().getTime() - (purchase.attemptedAt?.getTime() ?? 0)
  if (since < tools.settings.callLeaseMs) throw new RetryLater('another worker may be calling 1688', tools.settings.callLeaseMs - since)
  const unsure = purchase.state === 'SUBMITTING' ? { unsureSince: purchase.attemptedAt } : {}
  await settlePurchase(tools, purchase, { event: 'outcomeUnknown', change: { lastOutcome: 'interrupted', ...unsure } })
}

/** States whose purchase still needs this job: what the reconciler looks for. */
export const UNSETTLED_PURCHASE_STATES = Object.keys(STEPS).filter((state) => state in purchaseMachine.table) as PurchaseState[]
