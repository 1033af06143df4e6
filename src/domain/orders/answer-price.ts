import { type CoverTools, coverHold } from '../credit/cover-hold.ts'
import { settleIncoming } from '../credit/settle-incoming.ts'
import { linePosting } from '../ledger/line-postings.ts'
import { isFinal } from '../machine/machine.ts'
import { moveLine, movePurchase } from '../moves/bindings.ts'
import type { Transaction } from '../ports.ts'
import type { Clock } from '../shared/clock.ts'
import { money } from '../shared/money.ts'
import { ownedBy } from '../shared/owned-by.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Commands, OnOrder } from '../use-cases.ts'
import { buyAgain } from './buy-again.ts'
import { lockPurchases } from './cancel-order.ts'
import { stopLines } from './close-purchase.ts'
import { isUnbought } from './match-lines.ts'
import type { AgentOrder, OrderLine, PriceAsk } from './order.ts'
import { purchaseMachine } from './purchase-machine.ts'
import { type LinePrice, rechargeLine, repriceLine } from './reprice-line.ts'
import { touchOrder } from './touch-order.ts'

type Tools = CoverTools & { clock: Clock }
type Asked = { line: OrderLine; price: LinePrice }

/**
 * The partner's answer to a price beyond tolerance (domain.md O8), for all lines that wait for one. Yes holds the difference at the
 * locked rate and lets the purchase go on; no stops the lines, whose hold goes back when their order upstream is closed, and what was
 * to be bought with them is bought anew without them.
 */
export function createAnswerPrice({ clock, ids, rules }: Tools): Commands['answerPrice'] {
  return async (tx, input) => {
    const order = ownedBy(await tx.orders.lock(input.orderId), input.tenant, input.orderId)
    const lines = await tx.lines.lockOfOrder(order.id)
    const waiting = lines.filter(isAsked)
    if (waiting.length === 0)
      throw new Refusal('order.move_not_allowed', { id: order.id, event: 'answerPrice', states: lines.map((line) => line.state) })
    const at = clock.now()
    if (input.decision === 'accept') {
      const asked = waiting.map((line) => ({ line, price: repriceLine(line, line.priceAsk, order) }))
      const saved = await accept(tx, { order, asked, input, at, ids, rules })
      return { order: saved, lines: await tx.lines.listOfOrder(order.id) }
    }
    const stop = { event: 'rejectPrice', actor: input.actor, reason: 'price rejected', at: at.toISOString() } as const
    await stopLines(tx, { ids }, { lines: waiting, stop, purchases: await lockPurchases(tx, order.id), at })
    const saved = await touchOrder(tx, order, { at })
    return { order: saved, lines: await tx.lines.listOfOrder(order.id) }
  }
}

/** True while the partner's answer about the line's price is awaited. */
export function isAsked(line: OrderLine): line is OrderLine & { priceAsk: PriceAsk } {
  return line.state === 'PRICE_CONFIRM_HOLD' && line.priceAsk !== null && line.stopAsked === null
}

type Acceptance = { order: AgentOrder; asked: Asked[]; input: OnOrder; at: Date } & CoverTools

async function accept(tx: Transaction, { order, asked, input, at, ids, rules }: Acceptance): Promise<AgentOrder> {
  const source = { type: 'order', id: order.id } as const
  await coverHold(tx, { ids, rules }, { tenant: order, required: money(differenceOf(asked), order.currency), source, at })
  let charges = order.charges
  for (const { line, price } of asked) {
    const difference = price.totalMinor - line.totalMinor
    const dearer = money(difference > 0n ? difference : 0n, order.currency)
    const cheaper = money(difference < 0n ? -difference : 0n, order.currency)
    const occasion = String(line.version)
    await moveLine(tx, line, {
      event: 'confirmPrice',
      actor: input.actor,
      at,
      facts: { available: dearer, required: dearer },
      change: { ...price, priceAsk: null, priceAnswerBy: null },
      postings: { holdPriceDifference: linePosting('holdPriceDifference', line, { ids, at, occasion, amounts: { held: dearer } }) },
    })
    await tx.ledger.post(linePosting('releasePriceDifference', line, { ids, at, occasion, amounts: { held: cheaper } }))
    charges = rechargeLine(charges, line, price, { ...order, at })
  }
  const saved = -differenceOf(asked)
  await settleIncoming(tx, { ids }, { tenant: order, currency: order.currency, at, back: { amountMinor: saved, source } })
  for (const purchase of await lockPurchases(tx, order.id)) {
    if (!asked.some(({ line }) => line.purchaseId === purchase.id)) continue
    const lines = (await tx.lines.lockOfPurchase(purchase.id)).filter(isUnbought)
    const expectedFen = lines.reduce((total, line) => total + line.goodsFen + line.domesticFreightFen, 0n)
    const change = { expectedFen }
    const moved = await movePurchase(tx, purchase, { event: 'confirmPrice', actor: input.actor, at, facts: {}, change })
    // Its order upstream is closed already: 1688 did not wait for the answer.
    if (isFinal(purchaseMachine, moved.state)) await buyAgain(tx, { ids }, { purchase: moved, at })
  }
  return touchOrder(tx, order, {
    at,
    event: 'order.purchasing',
    payload: { lineIds: asked.map(({ line }) => line.id) },
    set: { charges, totalMinor: order.totalMinor + differenceOf(asked) },
  })
}

function differenceOf(asked: Asked[]): bigint {
  return asked.reduce((total, { line, price }) => total + price.totalMinor - line.totalMinor, 0n)
}
