import type { Config } from '../config.ts'
import type { UnitOfWork } from '../domain/ports.ts'
import type { Clock } from '../domain/shared/clock.ts'
import type { Ids } from '../domain/shared/ids.ts'
import { createCloseMonths } from '../domain/wallet/close-months.ts'
import { createHandlePaymentMessage } from '../domain/wallet/handle-payment-message.ts'
import { createOpenTopUp } from '../domain/wallet/open-top-up.ts'
import { createPollPayments } from '../domain/wallet/poll-payments.ts'
import { createReceivePaymentMessage } from '../domain/wallet/receive-payment-message.ts'
import { createSyncTopUp } from '../domain/wallet/sync-top-up.ts'
import type { Db } from '../store/database.ts'
import { createFinanceReads } from '../store/finance-reads.ts'
import { isSound, lastProof, proveAndKeep } from '../store/ledger-proofs.ts'
import { composePayments } from './payments.ts'

export type WalletOptions = { config: Pick<Config, 'payments' | 'secrets'>; db: Db; uow: UnitOfWork; clock: Clock; ids: Ids }

/** What moves partners' money without a door: the providers, their callbacks, the jobs. */
export function composeWallet({ config, db, uow, clock, ids }: WalletOptions) {
  const payments = composePayments({ config, clock })
  const tools = { uow, clock, ids, ...payments }
  return {
    payments,
    financeReads: createFinanceReads(db),
    lastProof: () => lastProof(db),
    /** Books that do not add up stop nobody, but a person must look at once. */
    ledgerCheck: {
      name: 'ledger',
      isRequired: false,
      check: async (): Promise<true | string> => {
        const proof = await lastProof(db)
        if (proof === undefined || isSound(proof)) return true
        return `the proof of ${proof.provedAt.toISOString()} found ${proof.unbalancedGroups.length} groups and ${proof.driftedAccounts.length} balances that do not add up`
      },
    },
    receivePaymentMessage: createReceivePaymentMessage(tools),
    steps: {
      openTopUp: createOpenTopUp(tools),
      syncTopUp: createSyncTopUp(tools),
      handlePaymentMessage: createHandlePaymentMessage(tools),
      proveLedger: () => proveAndKeep(db, { clock }),
      closeMonths: createCloseMonths(tools),
      pollPayments: createPollPayments(tools),
    },
  }
}
