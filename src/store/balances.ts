import { sql } from 'kysely'
import type { Tenant } from '../domain/shared/tenant.ts'
import type { CurrencyBalance } from '../domain/wallet/currency-balance.ts'
import { createCreditReads } from './credit-reads.ts'
import type { Db } from './database.ts'

/** What a partner has in each currency: the kept balances, which a scheduled proof adds up anew. */
export async function readBalances(db: Db, tenant: Tenant, now: Date): Promise<CurrencyBalance[]> {
  const { partnerId, livemode } = tenant
  const [{ rows }, lines] = await Promise.all([
    sql<Omit<CurrencyBalance, 'credit'>>`
      with account as (
        select kind, currency, balance_minor from ledger_account where owner = ${partnerId} and livemode = ${livemode}
      ), alert as (
        select currency, nullif(below_minor, 0) as below_minor from balance_alert
        where partner_id = ${partnerId} and livemode = ${livemode}
      ), currency as (
        select currency from account union select currency from alert
      )
      select c.currency,
        coalesce((select balance_minor from account a where a.currency = c.currency and kind = 'available'), 0) as available_minor,
        coalesce((select balance_minor from account a where a.currency = c.currency and kind = 'reserved'), 0) as reserved_minor,
        coalesce((select balance_minor from account a where a.currency = c.currency and kind = 'pending'), 0) as pending_minor,
        coalesce((select -balance_minor from account a where a.currency = c.currency and kind = 'owed'), 0) as owed_minor,
        (select below_minor from alert b where b.currency = c.currency) as alert_below_minor,
        (
          select max(proved_at) from ledger_proof where cardinality(unbalanced_groups) = 0 and cardinality(drifted_accounts) = 0
        ) as proved_at
      from currency c order by c.currency`.execute(db),
    createCreditReads(db).creditLines(tenant, now),
  ])
  return rows.map((row) => ({ ...row, credit: lines.find(({ currency }) => currency === row.currency) ?? null }))
}
