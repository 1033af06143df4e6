import { type CoverTools, coverHold } from '../credit/cover-hold.ts'
import { lineAmounts, linePosting } from '../ledger/line-postings.ts'
import { moveLine } from '../moves/bindings.ts'
import type { Transaction } from '../ports.ts'
import { SYSTEM_ACTOR } from '../shared/actor.ts'
import type { Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { money } from '../shared/money.ts'
import { ownedBy } from '../shared/owned-by.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Commands, OnOrder } from '../use-cases.ts'
import { requireNoDebt } from '../wallet/require-no-debt.ts'
import type { AgentOrder, OrderLine } from './order.ts'
import { newPurchase } from './purchase.ts'
import { touchOrder } from './touch-order.ts'

/** Payment 1: holds the money line by line and intends one purchase per seller group (domain.md O3, O5). */
export function createPayOrder({ clock, ids, rules }: CoverTools & { clock: Clock }): Commands['payOrder'] {
  return async (tx, input) => {
    const order = ownedBy(await tx.orders.lock(input.orderId), input.tenant, input.orderId)
    const lines = await tx.lines.lockOfOrder(order.id)
    const now = clock.now()
    const payable = lines.filter((line) => line.state === 'PENDING_PAYMENT')
    if (payable.length === 0)
      throw new Refusal('order.move_not_allowed', { id: order.id, event: 'pay', states: lines.map((line) => line.state) })
    await requireNoDebt(tx, order)
    const required = money(
      payable.reduce((total, line) => total + line.totalMinor, 0n),
      order.currency,
    )
    await coverHold(tx, { ids, rules }, { tenant: order, required, source: { type: 'order', id: order.id }, at: now })
    const paid: OrderLine[] = []
    for (const line of payable) paid.push(await payLine(tx, { order, line, input, now, ids }))
    await intendPurchases(tx, { order, lines: paid, now, ids })
    const saved = await touchOrder(tx, order, {
      at: now,
      event: 'order.paid',
      payload: { total: { amountMinor: order.totalMinor, currency: order.currency } },
      set: { paidAt: now },
    })
    return { order: saved, lines: await tx.lines.listOfOrder(order.id) }
  }
}

type PayLine = { order: AgentOrder; line: OrderLine; input: OnOrder; now: Date; ids: Ids }

async function payLine(tx: Transaction, { order, line, input, now, ids }: PayLine): Promise<OrderLine> {
  const total = money(line.totalMinor, order.currency)
  const paid = await moveLine(tx, line, {
    event: 'pay',
    actor: input.actor,
    at: now,
    facts: { available: total, required: total },
    postings: {
      holdPayment1: linePosting('holdPayment1', line, { ids, at: now, amounts: { held: lineAmounts(line, order.currency).total } }),
    },
  })
  return moveLine(tx, paid, { event: 'clear', actor: SYSTEM_ACTOR, at: now, facts: {} })
}

async function intendPurchases(tx: Transaction, work: { order: AgentOrder; lines: OrderLine[]; now: Date; ids: Ids }): Promise<void> {
  const first = await tx.purchases.nextTurn(work.order)
  for (const [index, group] of [...Map.groupBy(work.lines, (line) => line.sellerGroup).values()].entries()) {
    const turn = first + index
    const purchase = newPurchase({ id: work.ids.next('pch'), order: work.order, lines: group, at: work.now, turn })
    await tx.purchases.insert(purchase)
    for (const line of group) await tx.lines.update({ ...line, purchaseId: purchase.id })
    await tx.outbox.addJob('purchase-order', { id: purchase.id }, { turn, unlessQueued: true })
  }
}
