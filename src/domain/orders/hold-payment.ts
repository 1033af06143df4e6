import { type CoverTools, coverHold } from '../credit/cover-hold.ts'
import { lineAmounts, linePosting } from '../ledger/line-postings.ts'
import { moveLine } from '../moves/bindings.ts'
import { valueAt } from '../policy/rule-at.ts'
import type { PaymentOutlook, Transaction } from '../ports.ts'
import { type Actor, SYSTEM_ACTOR } from '../shared/actor.ts'
import { money } from '../shared/money.ts'
import { Refusal } from '../shared/refusal.ts'
import type { OrderView } from '../use-cases.ts'
import type { AgentOrder, OrderLine } from './order.ts'
import { newPurchase } from './purchase.ts'
import { type Risk, risksOf } from './risk-checks.ts'
import { touchOrder } from './touch-order.ts'

/** An order and all its lines, locked by the caller or made by him just now. */
export type Payment = OrderView & { actor: Actor; now: Date; outlook: PaymentOutlook }

/**
 * Payment 1: holds the money line by line and intends one purchase per seller group of what no rule wants a person to see first (domain.md
 * O3, O5). Throws
 * `order.move_not_allowed` when no line waits for payment, and what the wallet refuses.
 */
export async function holdPayment(tx: Transaction, tools: CoverTools, payment: Payment): Promise<OrderView> {
  const { order, lines, now, outlook } = payment
  const payable = lines.filter((line) => line.state === 'PENDING_PAYMENT')
  if (payable.length === 0)
    throw new Refusal('order.move_not_allowed', { id: order.id, event: 'pay', states: lines.map((line) => line.state) })
  const required = money(
    payable.reduce((total, line) => total + line.totalMinor, 0n),
    order.currency,
  )
  const seen = outlook.walletIn(order.currency)
  await coverHold(tx, tools, { tenant: order, required, source: { type: 'order', id: order.id }, at: now, seen })
  const rule = valueAt('riskHold', now, tools.rules.rowsFor(order))
  const orderFen = payable.reduce((total, line) => total + line.goodsFen + line.domesticFreightFen, 0n)
  const held: OrderLine[] = []
  for (const line of payable) held.push(await holdLine(tx, tools, { ...payment, line, risks: risksOf(line, { orderFen, rule }) }))
  const { RISK_HOLD: risky = [], PURCHASING: cleared = [] } = Object.groupBy(held, ({ state }) => state)
  const intended = await intendPurchases(tx, tools, { order, lines: cleared, now, turn: outlook.turn })
  const paid = await touchOrder(tx, order, {
    at: now,
    event: 'order.paid',
    payload: { total: { amountMinor: order.totalMinor, currency: order.currency } },
    set: { paidAt: now },
  })
  const saved = risky.length === 0 ? paid : await tellHeld(tx, paid, risky, now)
  const after = [...intended, ...risky]
  return { order: saved, lines: lines.map((line) => after.find(({ id }) => id === line.id) ?? line) }
}

function tellHeld(tx: Transaction, order: AgentOrder, lines: OrderLine[], at: Date): Promise<AgentOrder> {
  return touchOrder(tx, order, { at, event: 'order.risk_held', payload: { lineIds: lines.map(({ id }) => id) } })
}

type HoldLine = Payment & { line: OrderLine; risks: readonly Risk[] }

async function holdLine(tx: Transaction, { ids }: CoverTools, { order, line, actor, now, risks }: HoldLine): Promise<OrderLine> {
  const total = money(line.totalMinor, order.currency)
  const paid = await moveLine(tx, line, {
    event: 'pay',
    actor,
    at: now,
    facts: { available: total, required: total },
    postings: {
      holdPayment1: linePosting('holdPayment1', line, { ids, at: now, amounts: { held: lineAmounts(line, order.currency).total } }),
    },
  })
  const check = risks.length === 0 ? { event: 'clear' as const } : { event: 'hold' as const, reason: risks.join(', ') }
  return moveLine(tx, paid, { ...check, actor: SYSTEM_ACTOR, at: now, facts: {} })
}

/** Lines that are cleared, and the partner's turn at 1688. */
type Intent = { order: AgentOrder; lines: OrderLine[]; now: Date; turn: number }

/** One purchase a seller group, to be bought when its turn comes. */
export async function intendPurchases(
  tx: Transaction,
  { ids }: CoverTools,
  { order, lines, now, turn: first }: Intent,
): Promise<OrderLine[]> {
  const intended: OrderLine[] = []
  for (const [index, group] of [...Map.groupBy(lines, (line) => line.sellerGroup).values()].entries()) {
    const turn = first + index
    const purchase = newPurchase({ id: ids.next('pch'), order, lines: group, at: now, turn })
    await tx.purchases.insert(purchase)
    for (const line of group) intended.push(await tx.lines.update({ ...line, purchaseId: purchase.id }))
    await tx.outbox.addJob('purchase-order', { id: purchase.id }, { turn, unlessQueued: true })
  }
  return intended
}
