import { lineAmounts, linePosting, purchasePosting } from '../ledger/line-postings.ts'
import { moveLine, movePurchase } from '../moves/bindings.ts'
import { valueAt } from '../policy/rule-at.ts'
import type { RuleBook } from '../policy/rule-book.ts'
import type { Transaction } from '../ports.ts'
import { PLATFORM_ACTOR, SYSTEM_ACTOR } from '../shared/actor.ts'
import type { Ids } from '../shared/ids.ts'
import { minimum, money } from '../shared/money.ts'
import { existing } from '../shared/owned-by.ts'
import type { LineRefusal, UpstreamOrder, UpstreamOrderLine } from '../upstream/order.ts'
import { isBeyondPriceTolerance, type PriceTolerance } from './line-guards.ts'
import type { AgentOrder, OrderLine } from './order.ts'
import { newPurchase, type Purchase } from './purchase.ts'
import { cancelBeforePurchase, purchase as purchaseUnits } from './quantities.ts'
import { touchOrder } from './touch-order.ts'

type Tools = { ids: Ids }
type Goods = { offerId: string; specId: string | null }

/** An upstream order and what it holds; one alone holds everything, so nobody asks. */
export type MadeOrder = { upstreamOrderId: string; lines: Goods[] }
type Linked = { purchase: Purchase; event: 'created' | 'foundExisting'; made: MadeOrder[]; failed: LineRefusal[]; at: Date }

type Asked = { purchase: Purchase; expectedFen: bigint; askedFen: bigint; lines: readonly OrderLine[] }

/** True when what 1688 asks is close enough to what was quoted, both in fen, by the tolerance that stood when the buying began. */
export function isWithinTolerance(rules: RuleBook, { purchase, expectedFen, askedFen, lines }: Asked): boolean {
  return !isBeyondPriceTolerance(money(expectedFen, 'CNY'), money(askedFen, 'CNY'), toleranceOf(rules, purchase, lines))
}

/**
 * How much more than quoted is paid without asking. Lines bought together are held to the narrowest tolerance among them: nobody's
 * line gets dearer than its partner allowed.
 */
export function toleranceOf(rules: RuleBook, purchase: Purchase, lines: readonly OrderLine[]): PriceTolerance {
  const ours = valueAt('priceTolerance', purchase.createdAt, rules.rowsFor(purchase))
  const each = lines.map(({ priceTolerance: own }) => (own === null ? ours : { bps: own.bps, atLeast: money(own.atLeastFen, 'CNY') }))
  return each.reduce((least, one) => ({ bps: Math.min(least.bps, one.bps), atLeast: minimum(least.atLeast, one.atLeast) }), each[0] ?? ours)
}

type Match = { line: OrderLine; upstream: UpstreamOrderLine }

/** Which of a purchase's lines its upstream order holds. */
export function matchLines(order: UpstreamOrder, purchase: Purchase, lines: OrderLine[]): Match[] {
  const ours = lines.filter((line) => line.purchaseId === purchase.id)
  return order.lines.flatMap((upstream) => {
    const line = ours.find((candidate) => isOf(candidate, upstream))
    return line === undefined ? [] : [{ line, upstream }]
  })
}

function isOf(line: OrderLine, goods: Goods): boolean {
  return line.offerId === goods.offerId && line.specId === goods.specId
}

const PAID_STATUSES = new Set(['awaitingShipment', 'shipped', 'signed', 'received', 'completed'])

/** True once 1688 has the money. */
export function isPaid(order: UpstreamOrder): boolean {
  return PAID_STATUSES.has(order.status)
}

/** True while the line is to be bought or waits for an answer about it. */
export function isUnbought(line: OrderLine): boolean {
  return line.state === 'PURCHASING' || line.state === 'PRICE_CONFIRM_HOLD'
}

/** True while the line may be paid for: neither waiting for an answer nor asked to be stopped. */
export function isPayable(line: OrderLine): boolean {
  return line.state === 'PURCHASING' && line.stopAsked === null
}

/** What was quoted for the matched lines, in fen: goods and domestic freight. */
export function agreedFen(matches: Match[]): bigint {
  return matches.reduce((total, { line }) => total + line.goodsFen + line.domesticFreightFen, 0n)
}

/**
 * 1688 took the order, maybe as several: each gets a purchase of its own with its own lines, so that one can be paid while another
 * is closed (reference 5.2). Lines it refused fail here, in the same transaction.
 */
export async function linkUpstreamOrders(tx: Transaction, tools: Tools, result: Linked): Promise<void> {
  const [first, ...others] = result.made
  if (first === undefined) throw new Error('an accepted create names at least one order')
  const { purchase, at } = result
  let keptFen = purchase.expectedFen
  for (const order of others) keptFen -= await splitOff(tx, tools, { purchase, order, at })
  await movePurchase(tx, purchase, {
    event: result.event,
    actor: PLATFORM_ACTOR,
    at,
    facts: {},
    change: { upstreamOrderId: first.upstreamOrderId, expectedFen: keptFen, lastOutcome: 'created' },
  })
  if (result.failed.length > 0) {
    const isFailed = (line: OrderLine) =>
      result.failed.some((entry) => entry.offerId === line.offerId && (entry.specId === null || entry.specId === line.specId))
    await failLines(tx, tools, { purchase, at, reason: result.failed[0]?.reason ?? 'other', only: isFailed })
  }
}

/** A purchase for a further order of a split, with the lines that went into it; answers what was quoted for them, in fen. */
async function splitOff(tx: Transaction, tools: Tools, split: { purchase: Purchase; order: MadeOrder; at: Date }): Promise<bigint> {
  const { purchase, order, at } = split
  const lines = (await tx.lines.lockOfPurchase(purchase.id)).filter((line) => order.lines.some((goods) => isOf(line, goods)))
  const nothing = { ...purchase, goodsFen: 0n, domesticFreightFen: 0n }
  const sibling = newPurchase({
    id: tools.ids.next('pch'),
    order: { ...purchase, id: purchase.orderId },
    lines: lines.length > 0 ? lines : [nothing],
    at,
  })
  const { upstreamOrderId } = order
  await tx.purchases.insert({ ...sibling, state: 'CREATED', upstreamOrderId, lastOutcome: `split from ${purchase.id}` })
  for (const line of lines) await tx.lines.update({ ...line, purchaseId: sibling.id, updatedAt: at })
  await tx.outbox.addJob('purchase-order', { id: sibling.id })
  return sibling.expectedFen
}

/** The seller will not sell: the hold of these lines goes back in full (O9). */
export async function failLines(
  tx: Transaction,
  tools: Tools,
  failure: { purchase: Purchase; at: Date; reason: string; only?: (line: OrderLine) => boolean },
): Promise<void> {
  const { purchase, at } = failure
  const order = existing(await tx.orders.find(purchase.orderId), purchase.orderId)
  const lines = (await tx.lines.lockOfPurchase(purchase.id)).filter(isUnbought)
  const failing = lines.filter(failure.only ?? (() => true))
  for (const line of failing) {
    await moveLine(tx, line, {
      event: 'purchaseFailed',
      actor: SYSTEM_ACTOR,
      at,
      facts: {},
      reason: failure.reason,
      change: { ...cancelBeforePurchase(line, line.notYetPurchased), refundedMinor: line.totalMinor, ...NOTHING_ASKED },
      postings: {
        releaseHold: linePosting('releaseHold', line, { ids: tools.ids, at, amounts: { held: lineAmounts(line, order.currency).total } }),
      },
    })
  }
  if (failing.length > 0)
    await touchOrder(tx, order, {
      at,
      event: 'order.purchase_failed',
      payload: { reason: failure.reason, lineIds: failing.map((line) => line.id) },
    })
}

/** The columns of a line about which nothing is open any more. */
const NOTHING_ASKED = { priceAsk: null, priceAnswerBy: null, stopAsked: null } as const

/** The money has left for 1688: captures the holds line by line and books the payment (O6). */
export async function confirmPaid(
  tx: Transaction,
  tools: Tools,
  paid: { purchase: Purchase; order: UpstreamOrder; at: Date },
): Promise<void> {
  const { purchase, at } = paid
  const order = existing(await tx.orders.find(purchase.orderId), purchase.orderId)
  const lines = await tx.lines.lockOfOrder(order.id)
  // A line that was asked to be stopped still holds the money for it: paid first, it is bought, and only a refund gives it back.
  const matches = matchLines(paid.order, purchase, lines).filter(({ line }) => isUnbought(line))
  for (const { line, upstream } of matches) {
    await moveLine(tx, line, {
      event: 'purchaseConfirmed',
      actor: PLATFORM_ACTOR,
      at,
      facts: {},
      change: {
        ...purchaseUnits(line, line.notYetPurchased),
        upstreamOrderId: paid.order.upstreamOrderId,
        upstreamEntryId: upstream.lineId,
        snapshotUrl: upstream.snapshotUrl,
        ...NOTHING_ASKED,
      },
      postings: { capturePurchase: linePosting('capturePurchase', line, { ids: tools.ids, at, amounts: captureAmounts(line, order) }) },
    })
  }
  if (order.currency !== 'CNY' && matches.length > 0) await tx.ledger.post(exchangePosting(tools, order, purchase, matches, at))
  await movePurchase(tx, purchase, {
    event: 'paid',
    actor: PLATFORM_ACTOR,
    at,
    facts: {},
    change: {
      paidAt: paid.order.paidAt ?? at,
      upstreamAmountFen: paid.order.totalFen,
      upstreamStatus: paid.order.rawStatus,
      lastOutcome: 'paid',
    },
    postings: {
      payUpstream: purchasePosting('payUpstream', purchase, { ids: tools.ids, at, amounts: { paid: money(paid.order.totalFen, 'CNY') } }),
    },
  })
  // A twin nobody ordered holds no line: its money is booked, and there is nothing to tell the partner.
  const said = { event: 'order.purchased' as const, payload: { lineIds: matches.map(({ line }) => line.id) } }
  await touchOrder(tx, order, { at, ...(matches.length === 0 ? {} : said) })
  // What the paid order does not hold was left out by 1688, and the answer that said so was lost.
  await failLines(tx, tools, { purchase, at, reason: 'notInOrder' })
}

function captureAmounts(line: OrderLine, order: AgentOrder) {
  const amounts = lineAmounts(line, order.currency)
  return {
    goods: amounts.goods,
    domesticFreight: amounts.domesticFreight,
    serviceFee: amounts.serviceFee,
    fxMargin: amounts.fxMargin,
    services: amounts.services,
    released: amounts.nothing,
  }
}

/** Escrow held in the partner's currency becomes the CNY that was quoted, at the locked rate. */
function exchangePosting(tools: Tools, order: AgentOrder, purchase: Purchase, matches: Match[], at: Date) {
  const sold = matches.reduce((total, { line }) => total + line.goodsMinor + line.domesticFreightMinor, 0n)
  const amounts = { sold: money(sold, order.currency), bought: money(agreedFen(matches), 'CNY') }
  return purchasePosting('exchangeEscrow', purchase, { ids: tools.ids, at, amounts })
}
