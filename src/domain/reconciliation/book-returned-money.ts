import { purchasePosting, refundPosting } from '../ledger/line-postings.ts'
import { canDo, isFinal } from '../machine/machine.ts'
import { movePurchase, moveRefund } from '../moves/bindings.ts'
import { lineMachine } from '../orders/line-machine.ts'
import type { AgentOrder, OrderLine } from '../orders/order.ts'
import type { Purchase } from '../orders/purchase.ts'
import { purchaseMachine } from '../orders/purchase-machine.ts'
import { refundableUnits } from '../orders/quantities.ts'
import { touchOrder } from '../orders/touch-order.ts'
import { oneHandLimit } from '../policy/one-hand-limit.ts'
import type { Transaction } from '../ports.ts'
import { isOpenClaim } from '../refunds/claim-scope.ts'
import type { RefundCase } from '../refunds/refund-case.ts'
import { refundMachine } from '../refunds/refund-machine.ts'
import { type OpenRefundTools, submitClaim } from '../refunds/request-refund.ts'
import { takeUnderReview } from '../refunds/review-refund.ts'
import { type Actor, PLATFORM_ACTOR, SYSTEM_ACTOR } from '../shared/actor.ts'
import { money } from '../shared/money.ts'
import { existing } from '../shared/owned-by.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Commands } from '../use-cases.ts'
import type { Difference, SettlementNote } from './difference.ts'
import { type EndedOrder, orderOf } from './ended-order.ts'

/**
 * Finance has the money of an order that 1688 ended after it was paid, or knows that part of it is lost: books it, and gives the partner
 * all he paid for its lines, our fee too, since nothing was bought (domain.md O9). What did not come back is our loss. Above the limit
 * of one hand the first says so on the difference and the second, with the same amount, books it. Refuses `difference.*`.
 */
export function createBookReturnedMoney(tools: OpenRefundTools): Commands['bookReturnedMoney'] {
  return async (tx, input) => {
    const at = tools.clock.now()
    const ended = await lockEnded(tx, input.differenceId, input.order)
    const { difference, purchase } = ended
    const takenFen = takenFor(purchase, ended.refunds)
    if (input.returnedFen > takenFen)
      throw new Refusal('difference.more_than_paid', { returned: money(input.returnedFen, 'CNY'), paid: money(takenFen, 'CNY') })
    const note = { at: at.toISOString(), by: input.actor.id, reason: input.reason, returnedFen: String(input.returnedFen) }
    if (!isAllowed(tools, ended, { takenFen, note, at }))
      return tx.differences.update({ ...difference, trail: [...difference.trail, { ...note, state: 'OPEN' }] })

    let givenFen = 0n
    for (const line of ended.lines) givenFen += await giveBack(tx, tools, { line, ended, actor: input.actor, reason: input.reason, at })
    // Of an order nobody wanted all that was paid is missing from escrow; of any other what its lines take out again.
    const missingFen = (purchase.expectedFen === 0n ? takenFen : givenFen) - input.returnedFen
    const [lost, surplus] = missingFen > 0n ? [missingFen, 0n] : [0n, -missingFen]
    const amounts = { returned: money(input.returnedFen, 'CNY'), lost: money(lost, 'CNY'), surplus: money(surplus, 'CNY') }
    await tx.ledger.post(purchasePosting('takeBackPurchase', purchase, { ids: tools.ids, at, amounts }))
    if (canDo(purchaseMachine, purchase.state, 'terminated')) {
      const change = { upstreamStatus: input.order.rawStatus, lastOutcome: `ended: ${input.order.rawStatus}` }
      await movePurchase(tx, purchase, { event: 'terminated', actor: PLATFORM_ACTOR, at, facts: {}, change, reason: input.reason })
    }
    await touchOrder(tx, ended.order, { at })
    // A refund that no case names stays so: explained, while the order itself goes together again.
    const state = difference.kind === 'ORDER_STATE' ? ('RESOLVED' as const) : ('EXPLAINED' as const)
    return tx.differences.update({ ...difference, state, trail: [...difference.trail, { ...note, state }] })
  }
}

type Ended = { difference: Difference; order: AgentOrder; purchase: Purchase; lines: OrderLine[]; refunds: RefundCase[] }

async function lockEnded(tx: Transaction, differenceId: string, { upstreamOrderId }: EndedOrder): Promise<Ended> {
  const known = existing(await tx.differences.find(differenceId), differenceId)
  const order = existing(await tx.orders.lock(known.orderId ?? ''), known.orderId ?? differenceId)
  const ofOrder = await tx.lines.lockOfOrder(order.id)
  const named = (await tx.purchases.listOfOrder(order.id)).find((one) => one.upstreamOrderId === upstreamOrderId)
  const purchase = existing(await tx.purchases.lock(named?.id ?? ''), upstreamOrderId)
  const difference = existing(await tx.differences.lock(differenceId), differenceId)
  if (difference.state === 'RESOLVED') throw new Refusal('difference.settled_already', { id: difference.id })
  if (orderOf(difference) !== upstreamOrderId || purchase.paidAt === null)
    throw new Refusal('difference.order_not_ended', { id: difference.id, order: upstreamOrderId, status: purchase.upstreamStatus })
  const lines = ofOrder.filter((line) => line.upstreamOrderId === upstreamOrderId && !isOver(line))
  const shipped = lines.find((line) => line.shippedBySeller > 0)
  if (shipped !== undefined) throw new Refusal('difference.goods_underway', { id: difference.id, lineId: shipped.id, state: shipped.state })
  return { difference, order, purchase, lines, refunds: await tx.refunds.listOfOrder(order.id) }
}

function isOver(line: OrderLine): boolean {
  return isFinal(lineMachine, line.state) || refundableUnits(line) === 0
}

/** What 1688 still has of our money for the order, after what its claims gave back. */
function takenFor(purchase: Purchase, refunds: readonly RefundCase[]): bigint {
  const back = refunds.filter((refund) => refund.purchaseId === purchase.id && refund.upstreamRefundId !== null)
  return back.reduce((left, { approvedFen }) => left - (approvedFen ?? 0n), purchase.upstreamAmountFen ?? 0n)
}

type Saying = { takenFen: bigint; note: Omit<SettlementNote, 'state'>; at: Date }

/** One hand is enough for little; for more the word before this one must be another person's, of the same amount. */
function isAllowed({ rules }: OpenRefundTools, { difference, purchase }: Ended, { takenFen, note, at }: Saying): boolean {
  const known = { at, rows: rules.rowsFor(purchase) }
  const lostFen = takenFen - BigInt(note.returnedFen ?? 0)
  if (takenFen <= oneHandLimit('fourEyes', note.by, known) && lostFen <= oneHandLimit('compensationFourEyes', note.by, known)) return true
  const before = difference.trail.at(-1)
  if (before?.returnedFen !== note.returnedFen) return false
  if (before?.by === note.by) throw new Refusal('booking.second_person_required', { id: difference.id })
  return true
}

type Giving = { line: OrderLine; ended: Ended; actor: Actor; reason: string; at: Date }

/**
 * By the claim that waits at the desk because 1688 took none, or by a new one: either way a case pays out, once and within its limits.
 * Answers the fen it takes out of escrow.
 */
async function giveBack(tx: Transaction, tools: OpenRefundTools, { line, ended, actor, reason, at }: Giving): Promise<bigint> {
  const open = ended.refunds.find((refund) => refund.lineId === line.id && isOpenClaim(refund))
  const refund = open ?? (await openClaim(tx, tools, { line, at }))
  if (!canDo(refundMachine, refund.state, 'orderEnded'))
    throw new Refusal('refund.open_case_exists', { id: refund.id, lineId: line.id, state: refund.state })
  const approved = money(refund.requestedFen, 'CNY')
  await moveRefund(tx, refund, {
    event: 'orderEnded',
    actor,
    at,
    facts: { upstreamAmount: approved, reason },
    reason,
    change: { approvedFen: refund.requestedFen, deadlineAt: null },
    postings: { refundFromEscrow: refundPosting('refundFromEscrow', refund, { ids: tools.ids, at, amounts: { returned: approved } }) },
  })
  return refund.requestedFen
}

async function openClaim(tx: Transaction, tools: OpenRefundTools, { line, at }: Pick<Giving, 'line' | 'at'>): Promise<RefundCase> {
  const claim = { actor: SYSTEM_ACTOR, line, inspection: null, quantity: refundableUnits(line), amountMinor: null, evidenceFileIds: [], at }
  const why = { type: 'BEFORE_SHIPMENT', reasonCode: 'SELLER_REFUSED', description: '1688 ended the order' } as const
  const submitted = await submitClaim(tx, tools, { ...claim, ...why })
  return takeUnderReview(tx, tools, submitted)
}
