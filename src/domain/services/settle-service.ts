import { settleIncoming } from '../credit/settle-incoming.ts'
import { linePosting } from '../ledger/line-postings.ts'
import type { LineCounter } from '../orders/line-quantities.ts'
import type { AgentOrder, OrderLine } from '../orders/order.ts'
import { touchOrder } from '../orders/touch-order.ts'
import type { Transaction } from '../ports.ts'
import { serviceGiveBack } from '../refunds/payout-parts.ts'
import type { Actor } from '../shared/actor.ts'
import type { Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { money } from '../shared/money.ts'
import { existing } from '../shared/owned-by.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Commands } from '../use-cases.ts'
import type { LineService } from './line-service.ts'
import type { ServiceCode } from './service-catalogue.ts'

export type SettleService = {
  actor: Actor
  lineId: string
  code: ServiceCode
  outcome: 'DONE' | 'NOT_DONE'
  /** Why it was not done; the partner reads it. */
  reason: string | null
}

type Tools = { clock: Clock; ids: Ids }
type Settling = { order: AgentOrder; line: OrderLine; service: LineService; at: Date }

/** Says of a paid service that it was done, or gives its price back (domain.md 10.9). Saying the same again changes nothing. */
export function createSettleService(tools: Tools): Commands['settleService'] {
  return async (tx, input) => {
    const known = existing(await tx.lines.find(input.lineId), input.lineId)
    const order = existing(await tx.orders.lock(known.orderId), known.orderId)
    const line = existing(await tx.lines.lock(known.id), known.id)
    const service = existing(
      line.services.find(({ code }) => code === input.code),
      input.code,
    )
    if (service.state === input.outcome) return line
    if (service.state !== 'REQUESTED') throw new Refusal('service.settled', { code: service.code, state: service.state })
    if (line.purchased === 0) throw new Refusal('service.not_due', { code: service.code })
    return settle(tx, tools, { order, line, service, said: input, at: tools.clock.now() })
  }
}

type UndoneOf = { lineIds: readonly string[]; actor: Actor; at: Date }

/**
 * Pays back what was never done on lines of which nothing is left to do it on: called when goods leave the house. The orders are locked
 * by the caller.
 */
export async function settleUndone(tx: Transaction, tools: { ids: Ids }, { lineIds, actor, at }: UndoneOf): Promise<void> {
  for (const lineId of new Set(lineIds)) {
    let line = existing(await tx.lines.lock(lineId), lineId)
    if (STILL_HERE.some((counter) => line[counter] > 0)) continue
    for (const service of line.services.filter(({ state }) => state === 'REQUESTED')) {
      const said = { actor, outcome: 'NOT_DONE', reason: 'The goods left the warehouse without it.' } as const
      const order = existing(await tx.orders.lock(line.orderId), line.orderId)
      line = await settle(tx, tools, { order, line, service, said, at })
    }
  }
}

/** Units a service could still be done on, at the latest before they are handed over. */
const STILL_HERE = [
  'notYetPurchased',
  'awaitingSeller',
  'inTransit',
  'pendingInspection',
  'failedOnHold',
  'awaitingPutAway',
  'inStock',
  'reserved',
] as const satisfies readonly LineCounter[]

type Said = Pick<SettleService, 'actor' | 'outcome' | 'reason'>

async function settle(tx: Transaction, tools: { ids: Ids }, { said, ...of }: Settling & { said: Said }): Promise<OrderLine> {
  const { order, line, service, at } = of
  const { outcome, reason } = said
  const back = outcome === 'DONE' ? NOTHING_BACK : await giveBack(tx, tools, of)
  const settled: LineService = {
    ...service,
    ...{ state: outcome, settledAt: at.toISOString(), settledBy: said.actor.id, reason },
    ...{ refundedMinor: back.servicesMinor, refundedMarginMinor: back.fxMarginMinor },
  }
  const saved = await tx.lines.update({
    ...line,
    services: line.services.map((other) => (other.code === service.code ? settled : other)),
    refundedMinor: line.refundedMinor + back.servicesMinor + back.fxMarginMinor,
    updatedAt: at,
  })
  const payload = { lineId: line.id, service: service.code, quantity: service.quantity, reason }
  await touchOrder(tx, order, { at, event: outcome === 'DONE' ? 'vas.completed' : 'vas.rejected', payload })
  return saved
}

const NOTHING_BACK = { servicesMinor: 0n, fxMarginMinor: 0n }

async function giveBack(tx: Transaction, { ids }: { ids: Ids }, { order, line, service, at }: Settling): Promise<typeof NOTHING_BACK> {
  const paidBefore = (await tx.refunds.listOfLine(line.id)).flatMap(({ payoutParts }) => payoutParts ?? [])
  const back = serviceGiveBack({ line, paidBefore }, service.amountMinor)
  const amounts = { services: money(back.servicesMinor, order.currency), fxMargin: money(back.fxMarginMinor, order.currency) }
  await tx.ledger.post(linePosting('refundServices', line, { ids, at, occasion: service.code, amounts }))
  const returned = { amountMinor: back.servicesMinor + back.fxMarginMinor, source: { type: 'order', id: order.id } } as const
  await settleIncoming(tx, { ids }, { tenant: order, currency: order.currency, at, back: returned })
  return back
}
