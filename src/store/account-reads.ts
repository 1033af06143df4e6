import { sql } from 'kysely'
import type { Reads } from '../domain/read-ports.ts'
import { readBalances } from './balances.ts'
import type { Db } from './database.ts'
import { proveLedger } from './ledger-proof.ts'
import { oneMore, pageOf, toPage } from './pages.ts'

type AccountReads = Pick<Reads, 'partner' | 'apiKey' | 'events' | 'balances' | 'ledgerEntries' | 'ledgerProof'>

/** Partners with their keys, their events and their money. */
export function createAccountReads(db: Db): AccountReads {
  return {
    partner: (partnerId) => db.selectFrom('partner').selectAll().where('id', '=', partnerId).executeTakeFirst(),
    apiKey: (keyId) => db.selectFrom('apiKey').selectAll().where('keyId', '=', keyId).executeTakeFirst(),
    async events(tenant, { types, resourceId }, page) {
      let query = db
        .selectFrom('partnerEvent as e')
        .selectAll('e')
        .where(pageOf('e', tenant, page))
      if (types !== undefined) query = query.where(sql<boolean>`e.type = any(${types}::text[])`)
      if (resourceId !== undefined) query = query.where('e.resourceId', '=', resourceId)
      return toPage(await query.orderBy('e.createdAt', 'desc').orderBy('e.id', 'desc').limit(oneMore(page)).execute(), page)
    },
    balances: (tenant, now) => readBalances(db, tenant, now),
    async ledgerEntries({ partnerId, livemode }, { sourceId }, page) {
      let query = db
        .selectFrom('posting as p')
        .innerJoin('postingGroup as g', 'g.id', 'p.groupId')
        .innerJoin('ledgerAccount as a', 'a.id', 'p.accountId')
        .select(['p.id', 'p.groupId', 'g.template', 'a.kind as account', 'p.currency', 'p.amountMinor', 'g.sourceType', 'g.sourceId'])
        .select('p.createdAt')
        .where('p.owner', '=', partnerId)
        .where('p.livemode', '=', livemode)
      if (sourceId !== undefined) query = query.where('g.sourceId', '=', sourceId)
      if (page.after !== null) {
        query = query.where(sql<boolean>`(p.created_at, p.id) < (${page.after.createdAt}::timestamptz, ${page.after.id}::text)`)
      }
      return toPage(await query.orderBy('p.createdAt', 'desc').orderBy('p.id', 'desc').limit(oneMore(page)).execute(), page)
    },
    ledgerProof: () => proveLedger(db),
  }
}
