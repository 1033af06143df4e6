import { lineAmounts, linePosting, purchasePosting } from '../ledger/line-postings.ts'
import { moveLine, movePurchase } from '../moves/bindings.ts'
import type { Transaction } from '../ports.ts'
import type { OpenRefundTools } from '../refunds/request-refund.ts'
import { PLATFORM_ACTOR } from '../shared/actor.ts'
import { money } from '../shared/money.ts'
import { existing } from '../shared/owned-by.ts'
import type { UpstreamOrder } from '../upstream/order.ts'
import { dispatchTerms, earliest } from './dispatch-terms.ts'
import { endLines } from './end-lines.ts'
import { honourCancel } from './honour-cancel.ts'
import { agreedFen, isUnbought, type Match, matchLines } from './match-lines.ts'
import type { AgentOrder, OrderLine } from './order.ts'
import type { Purchase } from './purchase.ts'
import { purchase as purchaseUnits } from './quantities.ts'
import { NOTHING_ASKED } from './stop-line.ts'
import { touchOrder } from './touch-order.ts'

type Paid = { purchase: Purchase; order: UpstreamOrder; at: Date }

/**
 * The money has left for 1688: captures the holds line by line and books the payment (O6). A line that was asked to be stopped still
 * holds the money for it: paid first, it is bought, and a cancel that came too late becomes what it still can (O11).
 */
export async function confirmPaid(tx: Transaction, tools: OpenRefundTools, paid: Paid): Promise<void> {
  const { purchase, at } = paid
  const order = existing(await tx.orders.find(purchase.orderId), purchase.orderId)
  const lines = await tx.lines.lockOfOrder(order.id)
  const matches = matchLines(paid.order, purchase, lines).filter(({ line }) => isUnbought(line))
  const bought: OrderLine[] = []
  for (const match of matches) bought.push(await captureLine(tx, tools, { match, order, paid }))
  if (order.currency !== 'CNY' && matches.length > 0) await tx.ledger.post(exchangePosting(tools, order, purchase, matches, at))
  if (matches.length > 0) await tx.ledger.post(driftPosting(tools, purchase, paid.order.totalFen - agreedFen(matches), at))
  const paidAt = paid.order.paidAt ?? at
  const terms = dispatchTerms({ lines: bought, purchases: [{ ...purchase, paidAt }], at, rows: tools.rules.rowsFor(purchase) })
  const moved = await movePurchase(tx, purchase, {
    event: 'paid',
    actor: PLATFORM_ACTOR,
    at,
    facts: {},
    change: {
      paidAt,
      promiseDueAt: earliest(terms),
      upstreamAmountFen: paid.order.totalFen,
      upstreamStatus: paid.order.rawStatus,
      lastOutcome: 'paid',
    },
    postings: {
      payUpstream: purchasePosting('payUpstream', purchase, { ids: tools.ids, at, amounts: { paid: money(paid.order.totalFen, 'CNY') } }),
    },
  })
  // A twin nobody ordered holds no line: its money is booked, and there is nothing to tell the partner.
  const said = { event: 'order.purchased' as const, payload: { lineIds: bought.map(({ id }) => id) } }
  const told = await touchOrder(tx, order, { at, ...(bought.length === 0 ? {} : said) })
  await honourCancel(tx, tools, { order: told, purchase: moved, bought, asked: matches.map(({ line }) => line), at })
  // What the paid order does not hold was left out by 1688, and the answer that said so was lost.
  await endLines(tx, tools, { purchase, at, reason: 'notInOrder' })
}

type Capture = { match: Match; order: AgentOrder; paid: Paid }

async function captureLine(tx: Transaction, { ids }: OpenRefundTools, { match, order, paid }: Capture): Promise<OrderLine> {
  const { line, upstream } = match
  const { at } = paid
  return moveLine(tx, line, {
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
    postings: { capturePurchase: linePosting('capturePurchase', line, { ids, at, amounts: captureAmounts(line, order) }) },
  })
}

function captureAmounts(line: OrderLine, order: AgentOrder) {
  const amounts = lineAmounts(line, order.currency)
  return {
    goods: amounts.goods,
    domesticFreight: amounts.domesticFreight,
    serviceFee: amounts.serviceFee,
    fxMargin: amounts.fxMargin,
    services: amounts.services,
  }
}

/** Nothing of a purchase stays in escrow: what tolerance let pass is booked for what it is. */
function driftPosting({ ids }: OpenRefundTools, purchase: Purchase, driftFen: bigint, at: Date) {
  const [dearer, cheaper] = driftFen > 0n ? [driftFen, 0n] : [0n, -driftFen]
  return purchasePosting('absorbPriceDrift', purchase, {
    ids,
    at,
    amounts: { dearer: money(dearer, 'CNY'), cheaper: money(cheaper, 'CNY') },
  })
}

/** Escrow held in the partner's currency becomes the CNY that was quoted, at the locked rate. */
function exchangePosting(tools: OpenRefundTools, order: AgentOrder, purchase: Purchase, matches: Match[], at: Date) {
  const sold = matches.reduce((total, { line }) => total + line.goodsMinor + line.domesticFreightMinor, 0n)
  const amounts = { sold: money(sold, order.currency), bought: money(agreedFen(matches), 'CNY') }
  return purchasePosting('exchangeEscrow', purchase, { ids: tools.ids, at, amounts })
}
