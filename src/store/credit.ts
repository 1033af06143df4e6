import { sql } from 'kysely'
import type { CreditDraw } from '../domain/credit/credit-draw.ts'
import type { CreditLine } from '../domain/credit/credit-line.ts'
import type { CreditChangeRepository, CreditDrawRepository, CreditLineRepository } from '../domain/credit/credit-ports.ts'
import type { BalanceAlert } from '../domain/wallet/balance-alert.ts'
import type { BalanceAlertRepository } from '../domain/wallet/wallet-ports.ts'
import { repositoryOf } from './repository.ts'
import type { Scope } from './scope.ts'

/** Lines of credit, what is drawn from them, what finance proposes about them; and alerts of low balances. */
export function createCreditRepositories(scope: Scope): {
  creditLines: CreditLineRepository
  creditDraws: CreditDrawRepository
  creditChanges: CreditChangeRepository
  balanceAlerts: BalanceAlertRepository
} {
  return {
    creditLines: {
      ...repositoryOf(scope, 'creditLine'),
      async lockOf({ partnerId, livemode }, currency) {
        const trx = await scope.query()
        const { rows } = await sql<CreditLine>`
          select * from credit_line where partner_id = ${partnerId} and livemode = ${livemode} and currency = ${currency}
          for no key update`.execute(trx)
        return rows[0]
      },
    },
    creditDraws: {
      ...repositoryOf(scope, 'creditDraw'),
      async lockUnpaid({ partnerId, livemode }, currency) {
        const trx = await scope.query()
        const { rows } = await sql<CreditDraw>`
          select * from credit_draw
          where partner_id = ${partnerId} and livemode = ${livemode} and currency = ${currency} and state <> 'REPAID'
          order by due_at, id for no key update`.execute(trx)
        return rows
      },
    },
    creditChanges: repositoryOf(scope, 'creditChange'),
    balanceAlerts: {
      ...repositoryOf(scope, 'balanceAlert'),
      async lockOf({ partnerId, livemode }, currency) {
        const trx = await scope.query()
        const { rows } = await sql<BalanceAlert>`
          select * from balance_alert where partner_id = ${partnerId} and livemode = ${livemode} and currency = ${currency}
          for no key update`.execute(trx)
        return rows[0]
      },
    },
  }
}
