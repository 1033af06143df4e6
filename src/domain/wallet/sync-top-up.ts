import { settleIncoming } from '../credit/settle-incoming.ts'
import { canDo } from '../machine/machine.ts'
import type { Postings } from '../moves/advance.ts'
import { moveTopUp } from '../moves/bindings.ts'
import type { Transaction, UnitOfWork } from '../ports.ts'
import { PAYMENT_PROVIDER_ACTOR } from '../shared/actor.ts'
import type { Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { equals, money } from '../shared/money.ts'
import { existing } from '../shared/owned-by.ts'
import type { PaymentProvider, ProviderPayment, ProviderStatus } from './payment-provider.ts'
import type { TopUp } from './top-up.ts'
import { topUpRules } from './top-up-machine.ts'
import { reversalAmounts, topUpPosting } from './top-up-postings.ts'
import type { TopUpEvent } from './top-up-states.ts'

export type SyncTopUpTools = { uow: UnitOfWork; clock: Clock; ids: Ids; providerFor: (livemode: boolean) => PaymentProvider }
type Tools = Pick<SyncTopUpTools, 'clock' | 'ids'>

/**
 * Reads the payment at the provider and follows it: what a callback said, how often and in which order does not matter. Events the
 * table has no cell for are no news.
 */
export function createSyncTopUp(tools: SyncTopUpTools): (topUpId: string) => Promise<void> {
  return async (topUpId) => {
    const known = existing(await tools.uow.run((tx) => tx.topUps.find(topUpId)), topUpId)
    if (known.method !== 'provider' || known.providerPaymentId === null) return
    const payment = await tools.providerFor(known.livemode).findPayment(known.reference)
    if (payment === undefined) return
    await tools.uow.run(async (tx) => follow(tx, tools, existing(await tx.topUps.lock(topUpId), topUpId), payment))
  }
}

/** The events a status stands for, first things first: money that is cleared was paid before. */
const EVENTS_OF: Readonly<Record<ProviderStatus, readonly TopUpEvent[]>> = {
  open: [],
  pending: ['paid'],
  cleared: ['paid', 'clear'],
  // Gone before we heard that it was paid: nothing was credited, nothing is taken.
  failed: ['fail', 'reverse'],
  expired: ['expire', 'fail'],
  reversed: ['fail', 'reverse'],
}

async function follow(tx: Transaction, tools: Tools, topUp: TopUp, payment: ProviderPayment): Promise<void> {
  let row = topUp
  for (const event of EVENTS_OF[payment.status]) {
    const told = event === 'paid' || event === 'clear' ? tellApart(row, payment, event) : event
    // What is odd about a payment is decided when it is ours for good.
    const isEarly = told === 'mismatch' && payment.status === 'pending'
    if (isEarly || !canDo(topUpRules.machine, row.state, told)) continue
    row = await carryOut(tx, tools, { topUp: row, payment, event: told })
    if (told === 'mismatch' || told === 'reverse') return
  }
}

/** Paid otherwise than asked, now or since it was pending: before finance. So is money of a payment that had bounced. */
function tellApart(topUp: TopUp, payment: ProviderPayment, event: 'paid' | 'clear'): TopUpEvent {
  const isAsAsked = payment.paid !== null && equals(payment.paid, money(topUp.amountMinor, topUp.currency))
  return !isAsAsked || topUp.state === 'BOUNCED' ? 'mismatch' : event
}

type Step = { topUp: TopUp; payment: ProviderPayment; event: TopUpEvent }

async function carryOut(tx: Transaction, tools: Tools, { topUp, payment, event }: Step): Promise<TopUp> {
  const at = tools.clock.now()
  const asked = money(topUp.amountMinor, topUp.currency)
  const came = payment.paid ?? asked
  const { change, postings } = await consequences(tx, tools, { topUp, payment, event })
  const moved = await moveTopUp(tx, topUp, {
    event,
    actor: PAYMENT_PROVIDER_ACTOR,
    at,
    facts: { asked, paid: came },
    reason: payment.statusReason,
    change: { ...change, reason: payment.statusReason },
    postings,
  })
  if (event === 'clear') await settleIncoming(tx, tools, { tenant: moved, currency: moved.currency, at })
  return moved
}

/** What a move changes and books. */
async function consequences(tx: Transaction, { ids, clock }: Tools, step: Step): Promise<{ change: Partial<TopUp>; postings: Postings }> {
  const { topUp, payment, event } = step
  const context = { ids, at: clock.now() }
  const asked = money(topUp.amountMinor, topUp.currency)
  const came = payment.paid ?? asked
  const paidColumns = { paidMinor: came.amount, paidCurrency: came.currency }
  if (event === 'paid') {
    return { change: paidColumns, postings: { topUpPaid: topUpPosting('topUpPaid', topUp, { ...context, amounts: { paidIn: asked } }) } }
  }
  if (event === 'clear') {
    const postings = { topUpCleared: topUpPosting('topUpCleared', topUp, { ...context, amounts: { cleared: asked } }) }
    return { change: { clearedAt: context.at }, postings }
  }
  if (event === 'mismatch') {
    const parkReceipt = topUpPosting('parkReceipt', topUp, { ...context, amounts: { received: came } })
    return { change: paidColumns, postings: { parkReceipt, ...bounce(topUp, context) } }
  }
  if (event === 'fail' && topUp.state === 'UNDER_REVIEW') {
    const received = money(topUp.paidMinor ?? 0n, topUp.paidCurrency ?? topUp.currency)
    return { change: {}, postings: { returnReceipt: topUpPosting('returnReceipt', topUp, { ...context, amounts: { received } }) } }
  }
  if (event === 'fail') return { change: {}, postings: bounce(topUp, context) }
  if (event === 'reverse') {
    const amounts = await reversalAmounts(tx, topUp)
    const postings = { reverseTopUp: topUpPosting('reverseTopUp', topUp, { ...context, amounts }) }
    return { change: { reversedMinor: topUp.paidMinor }, postings }
  }
  return { change: {}, postings: {} }
}

/** Pending money goes back where it came from; nothing when none was pending. */
function bounce(topUp: TopUp, context: { ids: Ids; at: Date }): Postings {
  if (topUp.state !== 'PENDING') return {}
  const bounced = money(topUp.amountMinor, topUp.currency)
  return { topUpBounced: topUpPosting('topUpBounced', topUp, { ...context, amounts: { bounced } }) }
}
