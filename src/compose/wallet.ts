import type { Config } from '../config.ts'
import type { UnitOfWork } from '../domain/ports.ts'
import type { Clock } from '../domain/shared/clock.ts'
import type { Ids } from '../domain/shared/ids.ts'
import { createHandlePaymentMessage } from '../domain/wallet/handle-payment-message.ts'
import { createOpenTopUp } from '../domain/wallet/open-top-up.ts'
import { createPollPayments } from '../domain/wallet/poll-payments.ts'
import { createReceivePaymentMessage } from '../domain/wallet/receive-payment-message.ts'
import { createSyncTopUp } from '../domain/wallet/sync-top-up.ts'
import { composePayments } from './payments.ts'

export type WalletOptions = { config: Pick<Config, 'payments' | 'secrets'>; uow: UnitOfWork; clock: Clock; ids: Ids }

/** What moves partners' money without a door: the providers, their callbacks, the jobs. */
export function composeWallet({ config, uow, clock, ids }: WalletOptions) {
  const payments = composePayments({ config, clock })
  const tools = { uow, clock, ids, ...payments }
  return {
    payments,
    receivePaymentMessage: createReceivePaymentMessage(tools),
    steps: {
      openTopUp: createOpenTopUp(tools),
      syncTopUp: createSyncTopUp(tools),
      handlePaymentMessage: createHandlePaymentMessage(tools),
      pollPayments: createPollPayments(tools),
    },
  }
}
