import { movePurchase } from '../moves/bindings.ts'
import type { RuleBook } from '../policy/rule-book.ts'
import type { Transaction, UnitOfWork } from '../ports.ts'
import { PLATFORM_ACTOR, SYSTEM_ACTOR } from '../shared/actor.ts'
import type { Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { existing } from '../shared/owned-by.ts'
import { RetryLater } from '../shared/retry-later.ts'
import { oneAttempt } from '../upstream/one-attempt.ts'
import type { CreateOutcome, DeliveryAddress, PayOutcome, UpstreamOrder } from '../upstream/order.ts'
import type { Upstream1688 } from '../upstream/upstream-port.ts'
import { closePurchase } from './close-purchase.ts'
import { holdForPrice } from './hold-for-price.ts'
import { ordersOf } from './orders-of.ts'
import type { Purchase } from './purchase.ts'
import { type PurchaseEvent, type PurchaseFacts, type PurchaseState, purchaseMachine } from './purchase-machine.ts'
import {
  agreedFen,
  confirmPaid,
  failLines,
  isPaid,
  isPayable,
  isWithinTolerance,
  linkUpstreamOrders,
  type MadeOrder,
  matchLines,
} from './purchase-results.ts'
import { requireOrder } from './require-order.ts'
import { messageOf } from './seller-message.ts'

export type PurchaseTools = {
  uow: UnitOfWork
  upstreamFor(livemode: boolean): Upstream1688
  clock: Clock
  ids: Ids
  warehouse: DeliveryAddress
  rules: RuleBook
  settings: PurchaseSettings
}

export type PurchaseSettings = {
  /** A call that left longer ago than this is no longer in flight: the process that made it is dead. */
  callLeaseMs: number
  /** 1688's list may lag behind a create: absence counts as proof only after this long. */
  lookupSettleMs: number
  /** Auto-debit is tried so often at most (domain.md 3.1). */
  paymentTries: number
}

type Step = (tools: PurchaseTools, purchase: Purchase) => Promise<void>

/** What to do with a purchase in each state; a state without an entry needs nothing from us. */
const STEPS: Partial<Record<PurchaseState, Step>> = {
  INTENDED: submit,
  SUBMITTING: judgeInterrupted,
  UNKNOWN: lookUpOrder,
  CREATED: payIfAgreed,
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

async function submit(tools: PurchaseTools, intended: Purchase): Promise<void> {
  // What an earlier try made may show only now; found, it is ours and nothing is sent.
  if (intended.unsureSince !== null && (await linkFound(tools, intended))) return
  const claimed = await claim(tools, intended, 'submit', (purchase) => ({ attempts: purchase.attempts + 1 }))
  const lines = await tools.uow.run((tx) => tx.lines.lockOfPurchase(claimed.id))
  const wanted = lines.filter(isPayable)
  if (wanted.length === 0) return settle(tools, claimed, 'refused', { lastOutcome: 'nothing left to buy' })
  const upstream = tools.upstreamFor(claimed.livemode)
  const outcome = await oneAttempt(
    () =>
      upstream.createOrder({
        address: tools.warehouse,
        flow: claimed.flow,
        outOrderId: claimed.id,
        ...messageOf(wanted),
        lines: wanted.map((line) => ({ offerId: line.offerId, specId: line.specId, quantity: line.ordered })),
      }),
    async () => settle(tools, claimed, 'notSent', { lastOutcome: 'not sent' }),
  )
  await recordCreate(tools, claimed, outcome)
}

async function recordCreate(tools: PurchaseTools, purchase: Purchase, outcome: CreateOutcome | 'unknown'): Promise<void> {
  if (outcome === 'unknown' || outcome.kind === 'unknown') {
    const lastOutcome = outcome === 'unknown' ? 'connection' : outcome.cause
    return settle(tools, purchase, 'outcomeUnknown', { lastOutcome, unsureSince: purchase.attemptedAt })
  }
  if (outcome.kind === 'refused') {
    return inOrder(tools, purchase, async (tx, fresh, at) => {
      await movePurchase(tx, fresh, { event: 'refused', actor: PLATFORM_ACTOR, at, facts: {}, change: { lastOutcome: outcome.code } })
      await failLines(tx, tools, { purchase: fresh, at, reason: outcome.reason })
    })
  }
  const made = await whatWasMade(tools, purchase, outcome.orders)
  await inOrder(tools, purchase, (tx, fresh, at) =>
    linkUpstreamOrders(tx, tools, { purchase: fresh, event: 'created', made, failed: outcome.failedLines, at }),
  )
}

/** Which of our lines went into which order is told only by the orders themselves (reference 5.2); one order took them all. */
async function whatWasMade(tools: PurchaseTools, purchase: Purchase, orders: { upstreamOrderId: string }[]): Promise<MadeOrder[]> {
  if (orders.length === 1) return orders.map(({ upstreamOrderId }) => ({ upstreamOrderId, lines: [] }))
  const upstream = tools.upstreamFor(purchase.livemode)
  return Promise.all(orders.map(({ upstreamOrderId }) => requireOrder(upstream, { ...purchase, upstreamOrderId })))
}

/** Found mid-call: either another worker is on it, or one died; after the lease only the second is possible. */
async function judgeInterrupted(tools: PurchaseTools, purchase: Purchase): Promise<void> {
  const since = tools.clock.now().getTime() - (purchase.attemptedAt?.getTime() ?? 0)
  if (since < tools.settings.callLeaseMs) throw new RetryLater('another worker may be calling 1688', tools.settings.callLeaseMs - since)
  const unsure = purchase.state === 'SUBMITTING' ? { unsureSince: purchase.attemptedAt } : {}
  await settle(tools, purchase, 'outcomeUnknown', { lastOutcome: 'interrupted', ...unsure })
}

async function lookUpOrder(tools: PurchaseTools, purchase: Purchase): Promise<void> {
  const now = tools.clock.now().getTime()
  if (await linkFound(tools, purchase)) return
  const settled = (purchase.attemptedAt ?? purchase.createdAt).getTime() + tools.settings.callLeaseMs + tools.settings.lookupSettleMs
  if (now < settled) throw new RetryLater('1688 may still list the order', settled - now)
  await settle(tools, purchase, 'confirmedAbsent', { lastOutcome: 'absent upstream' })
}

/** True when 1688 shows an order of this purchase; it is linked then. */
async function linkFound(tools: PurchaseTools, purchase: Purchase): Promise<boolean> {
  const found = await ordersOf(tools, purchase)
  // A closed one beside a living one is the part of a split whose lines the seller will not sell.
  if (found.every((order) => order.status === 'closed')) return false
  await inOrder(tools, purchase, (tx, fresh, at) =>
    linkUpstreamOrders(tx, tools, { purchase: fresh, event: 'foundExisting', made: found, failed: [], at }),
  )
  return true
}

async function payIfAgreed(tools: PurchaseTools, purchase: Purchase): Promise<void> {
  const upstream = tools.upstreamFor(purchase.livemode)
  const order = await requireOrder(upstream, purchase)
  if (isPaid(order)) return recordPaid(tools, purchase, order)
  if (order.status === 'closed') return recordClosed(tools, purchase, order)
  const lines = await tools.uow.run((tx) => tx.lines.listOfOrder(purchase.orderId))
  // 1688 refused to cancel, or the lines went another way: what nobody wants is not paid for.
  if (!lines.some((line) => line.purchaseId === purchase.id && isPayable(line)))
    return settle(tools, purchase, 'cancel', { lastOutcome: 'nothing left to pay for' })
  const matches = matchLines(order, purchase, lines)
  const expectedFen = agreedFen(matches)
  if (!isWithinTolerance(tools.rules, { purchase, expectedFen, askedFen: order.totalFen, lines: matches.map(({ line }) => line) }))
    return inOrder(tools, purchase, (tx, fresh, at) => holdForPrice(tx, tools.rules, { purchase: fresh, order, at }))
  const facts = { priceAgreed: true, paymentTries: purchase.paymentAttempts, paymentTriesAllowed: tools.settings.paymentTries }
  if (purchase.paymentAttempts >= tools.settings.paymentTries) {
    throw new RetryLater('auto-debit was refused too often: a person must pay or cancel', 15 * 60_000)
  }
  const claimed = await claim(
    tools,
    purchase,
    'pay',
    (fresh) => ({ paymentAttempts: fresh.paymentAttempts + 1, upstreamAmountFen: order.totalFen, expectedFen }),
    facts,
  )
  const outcome = await oneAttempt<PayOutcome>(
    () => upstream.payOrder(order.upstreamOrderId, order.totalFen),
    async () => settle(tools, claimed, 'paymentRefused', { lastOutcome: 'payment not sent' }),
  )
  if (outcome !== 'unknown' && outcome.kind === 'refused') {
    return settle(tools, claimed, 'paymentRefused', { lastOutcome: outcome.code }, PLATFORM_ACTOR)
  }
  const after = outcome === 'unknown' || outcome.kind === 'unknown' ? undefined : await requireOrder(upstream, claimed)
  if (after !== undefined && isPaid(after)) return recordPaid(tools, claimed, after)
  await settle(tools, claimed, 'outcomeUnknown', { lastOutcome: 'payment unconfirmed' })
}

async function lookUpPayment(tools: PurchaseTools, purchase: Purchase): Promise<void> {
  const order = await requireOrder(tools.upstreamFor(purchase.livemode), purchase)
  if (isPaid(order)) return recordPaid(tools, purchase, order)
  if (order.status === 'closed') return recordClosed(tools, purchase, order)
  const settled = (purchase.attemptedAt ?? purchase.createdAt).getTime() + tools.settings.callLeaseMs + tools.settings.lookupSettleMs
  const now = tools.clock.now().getTime()
  if (now < settled) throw new RetryLater('the debit may still arrive', settled - now)
  await settle(tools, purchase, 'confirmedUnpaid', { lastOutcome: 'unpaid upstream' })
}

function recordPaid(tools: PurchaseTools, purchase: Purchase, order: UpstreamOrder): Promise<void> {
  return inOrder(tools, purchase, (tx, fresh, at) => confirmPaid(tx, tools, { purchase: fresh, order, at }))
}

function recordClosed(tools: PurchaseTools, purchase: Purchase, order: UpstreamOrder): Promise<void> {
  return inOrder(tools, purchase, (tx, fresh, at) => closePurchase(tx, tools, { purchase: fresh, upstream: order, at }))
}

/** Commits "the call is being made" before it is made; a lost race is another worker's claim. */
async function claim(
  tools: PurchaseTools,
  purchase: Purchase,
  event: 'submit' | 'pay',
  change: (fresh: Purchase) => Partial<Purchase>,
  facts: PurchaseFacts = {},
): Promise<Purchase> {
  return tools.uow.run(async (tx) => {
    const fresh = existing(await tx.purchases.lock(purchase.id), purchase.id)
    if (fresh.state !== purchase.state) throw new RetryLater(`purchase ${purchase.id} is in other hands`, 1_000)
    const at = tools.clock.now()
    return movePurchase(tx, fresh, { event, actor: SYSTEM_ACTOR, at, facts, change: { ...change(fresh), attemptedAt: at } })
  })
}

async function settle(
  tools: PurchaseTools,
  purchase: Purchase,
  event: PurchaseEvent,
  change: Partial<Purchase>,
  actor = SYSTEM_ACTOR,
): Promise<void> {
  await inOrder(tools, purchase, async (tx, fresh, at) => {
    await movePurchase(tx, fresh, { event, actor, at, facts: {}, change })
  })
}

/** Locks the order, then the purchase; a purchase that moved on meanwhile is left alone. */
async function inOrder(
  tools: PurchaseTools,
  purchase: Purchase,
  work: (tx: Transaction, fresh: Purchase, at: Date) => Promise<void>,
): Promise<void> {
  await tools.uow.run(async (tx) => {
    await tx.orders.lock(purchase.orderId)
    const fresh = existing(await tx.purchases.lock(purchase.id), purchase.id)
    if (fresh.state === purchase.state) await work(tx, fresh, tools.clock.now())
  })
}

/** States whose purchase still needs this job: what the reconciler looks for. */
export const UNSETTLED_PURCHASE_STATES = Object.keys(STEPS).filter((state) => state in purchaseMachine.table) as PurchaseState[]
