import { moveTopUp } from '../moves/bindings.ts'
import type { UnitOfWork } from '../ports.ts'
import { SYSTEM_ACTOR } from '../shared/actor.ts'
import type { Clock } from '../shared/clock.ts'
import { money } from '../shared/money.ts'
import { existing } from '../shared/owned-by.ts'
import type { PaymentProvider } from './payment-provider.ts'

export type OpenTopUpTools = { uow: UnitOfWork; clock: Clock; providerFor: (livemode: boolean) => PaymentProvider }

/** Opens the payment at the provider. Its reference is ours, so a second try after an unknown outcome finds the first. */
export function createOpenTopUp({ uow, clock, providerFor }: OpenTopUpTools): (topUpId: string) => Promise<void> {
  return async (topUpId) => {
    const known = existing(await uow.run((tx) => tx.topUps.find(topUpId)), topUpId)
    if (known.state !== 'CREATED') return
    const { reference, expiresAt } = known
    const amount = money(known.amountMinor, known.currency)
    const payment = await providerFor(known.livemode).openPayment({ reference, amount, expiresAt })
    await uow.run(async (tx) => {
      const topUp = existing(await tx.topUps.lock(topUpId), topUpId)
      if (topUp.state !== 'CREATED') return
      const move = { actor: SYSTEM_ACTOR, at: clock.now(), facts: {} }
      if (payment === null) {
        const reason = 'the payment provider does not take this payment'
        await moveTopUp(tx, topUp, { ...move, event: 'refused', reason, change: { reason } })
        return
      }
      await moveTopUp(tx, topUp, {
        ...move,
        event: 'opened',
        change: { providerPaymentId: payment.id, payUrl: payment.payUrl },
      })
    })
  }
}
