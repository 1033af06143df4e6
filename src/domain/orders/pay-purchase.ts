import { valueAt } from '../policy/rule-at.ts'
import { PLATFORM_ACTOR } from '../shared/actor.ts'
import { RetryLater } from '../shared/retry-later.ts'
import { oneAttempt } from '../upstream/one-attempt.ts'
import type { PayOutcome, UpstreamOrder } from '../upstream/order.ts'
import { closePurchase } from './close-purchase.ts'
import { confirmPaid } from './confirm-paid.ts'
import { holdForPrice } from './hold-for-price.ts'
import { lineAsks } from './line-asks.ts'
import { isClosedUnpaid, isPaid, isUnbought } from './match-lines.ts'
import type { Purchase } from './purchase.ts'
import { requireOrder } from './require-order.ts'
import { claimPayment, inOrder, type PurchaseTools, settlePurchase } from './settle-purchase.ts'

/** Pays the order that stands upstream if it costs what was agreed, and records what 1688 then shows. */
export async function payPurchase(tools: PurchaseTools, purchase: Purchase): Promise<void> {
  const upstream = tools.upstreamFor(purchase.livemode)
  const order = await requireOrder(upstream, purchase)
  if (isPaid(order)) return recordPaid(tools, purchase, order)
  if (isClosedUnpaid(order)) return recordClosed(tools, purchase, order)
  const lines = await tools.uow.run((tx) => tx.lines.listOfOrder(purchase.orderId))
  const unbought = lines.filter((line) => line.purchaseId === purchase.id && isUnbought(line))
  // An order is paid whole or not at all: with a line in it that nobody wants it is closed, and the others are bought anew.
  if (unbought.length === 0 || unbought.some(({ stopAsked }) => stopAsked !== null))
    return settlePurchase(tools, purchase, { event: 'cancel', change: { lastOutcome: 'not all of it is wanted' } })
  const asks = lineAsks(tools.rules, purchase, { order, lines })
  if (asks.length === 0) throw new RetryLater('the order shows none of our lines', 60_000)
  if (asks.some(({ isBeyond }) => isBeyond))
    return inOrder(tools, purchase, (tx, fresh, at) => holdForPrice(tx, tools.rules, { purchase: fresh, order, at }))
  const expectedFen = asks.reduce((total, { agreed }) => total + agreed.amount, 0n)
  const { count: paymentTriesAllowed } = valueAt('paymentTries', tools.clock.now(), tools.rules.rowsFor(purchase))
  const facts = { priceAgreed: true, paymentTries: purchase.paymentAttempts, paymentTriesAllowed }
  if (purchase.paymentAttempts >= paymentTriesAllowed) {
    throw new RetryLater('auto-debit was refused too often: a person must pay or cancel', 15 * 60_000)
  }
  const claimed = await claimPayment(tools, purchase, {
    change: { paymentAttempts: purchase.paymentAttempts + 1, upstreamAmountFen: order.totalFen, expectedFen },
    facts,
  })
  const outcome = await oneAttempt<PayOutcome>(
    () => upstream.payOrder(order.upstreamOrderId, order.totalFen),
    async () => {
      // Nobody refused it: what never reached 1688 uses up no try.
      const change = { lastOutcome: 'payment not sent', paymentAttempts: purchase.paymentAttempts }
      await settlePurchase(tools, claimed, { event: 'paymentRefused', change })
    },
  )
  if (outcome !== 'unknown' && outcome.kind === 'refused') {
    return settlePurchase(tools, claimed, { event: 'paymentRefused', change: { lastOutcome: outcome.code }, actor: PLATFORM_ACTOR })
  }
  const after = outcome === 'unknown' || outcome.kind === 'unknown' ? undefined : await requireOrder(upstream, claimed)
  if (after !== undefined && isPaid(after)) return recordPaid(tools, claimed, after)
  await settlePurchase(tools, claimed, { event: 'outcomeUnknown', change: { lastOutcome: 'payment unconfirmed' } })
}

/** Reads whether a payment of unknown outcome arrived; unpaid is certain only after the settle time. */
export async function lookUpPayment(tools: PurchaseTools, purchase: Purchase): Promise<void> {
  const order = await requireOrder(tools.upstreamFor(purchase.livemode), purchase)
  if (isPaid(order)) return recordPaid(tools, purchase, order)
  if (isClosedUnpaid(order)) return recordClosed(tools, purchase, order)
  const settled = (purchase.attemptedAt ?? purchase.createdAt).getTime() + tools.settings.callLeaseMs + tools.settings.lookupSettleMs
  const now = tools.clock.now().getTime()
  if (now < settled) throw new RetryLater('the debit may still arrive', settled - now)
  await settlePurchase(tools, purchase, { event: 'confirmedUnpaid', change: { lastOutcome: 'unpaid upstream' } })
}

function recordPaid(tools: PurchaseTools, purchase: Purchase, order: UpstreamOrder): Promise<void> {
  return inOrder(tools, purchase, (tx, fresh, at) => confirmPaid(tx, tools, { purchase: fresh, order, at }))
}

function recordClosed(tools: PurchaseTools, purchase: Purchase, order: UpstreamOrder): Promise<void> {
  return inOrder(tools, purchase, (tx, fresh, at) => closePurchase(tx, tools, { purchase: fresh, upstream: order, at }))
}
