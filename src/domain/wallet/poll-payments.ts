import type { UnitOfWork } from '../ports.ts'
import { addMilliseconds, type Clock, DAY_MS } from '../shared/clock.ts'
import type { PaymentProvider, ProviderPayment, ProviderStatus } from './payment-provider.ts'
import type { TopUpState } from './top-up-states.ts'

export type PollPaymentsTools = {
  uow: UnitOfWork
  clock: Clock
  /** The configured providers; a mode without one is not polled. */
  providers: () => readonly PaymentProvider[]
}

/** Wider than any outage of ours is long: a change is seen many times rather than never. */
const LOOK_BACK_MS = 2 * DAY_MS

/** Where a top-up has arrived when it has heard of that status; others have something to read again. */
const ARRIVED: Readonly<Record<ProviderStatus, readonly TopUpState[]>> = {
  open: ['AWAITING_PAYMENT'],
  pending: ['PENDING', 'UNDER_REVIEW', 'CLEARED', 'RETURNED'],
  cleared: ['CLEARED', 'UNDER_REVIEW', 'RETURNED'],
  failed: ['FAILED', 'BOUNCED', 'RETURNED', 'REVERSED'],
  expired: ['EXPIRED', 'FAILED', 'BOUNCED', 'RETURNED'],
  reversed: ['REVERSED', 'RETURNED', 'FAILED', 'BOUNCED'],
}

/** Lost callbacks: asks the provider what changed lately and gives each top-up that has not followed its job. Answers how many. */
export function createPollPayments({ uow, clock, providers }: PollPaymentsTools): () => Promise<number> {
  return async () => {
    const now = clock.now()
    // The provider's clock may be ahead of ours.
    const window = { from: addMilliseconds(now, -LOOK_BACK_MS), to: addMilliseconds(now, DAY_MS) }
    let found = 0
    for (const provider of providers()) {
      for await (const payment of provider.listPayments(window)) {
        if (await askToFollow(uow, payment)) found += 1
      }
    }
    return found
  }
}

function askToFollow(uow: UnitOfWork, payment: ProviderPayment): Promise<boolean> {
  return uow.run(async (tx) => {
    const topUp = await tx.topUps.findByReference(payment.reference)
    if (topUp === undefined || topUp.state === 'CREATED' || ARRIVED[payment.status].includes(topUp.state)) return false
    await tx.outbox.addJob('sync-top-up', { id: topUp.id })
    return true
  })
}
