import { sql } from 'kysely'
import type { WalletReads } from '../domain/wallet/wallet-ports.ts'
import type { Db } from './database.ts'
import { oneMore, ownedBy, pageOf, toPage } from './pages.ts'
import { createStatementReads } from './statement-reads.ts'

/** Top-ups as their partner may see them. */
export function createWalletReads(db: Db): WalletReads {
  return {
    ...createStatementReads(db),
    topUp: (tenant, id) => db.selectFrom('topUp').selectAll().where('id', '=', id).where(ownedBy('topUp', tenant)).executeTakeFirst(),
    async topUps(tenant, { states, currency, externalRef }, page) {
      let query = db
        .selectFrom('topUp as t')
        .selectAll('t')
        .where(pageOf('t', tenant, page))
      if (states !== undefined) query = query.where(sql<boolean>`t.state = any(${states}::text[])`)
      if (currency !== undefined) query = query.where('t.currency', '=', currency)
      if (externalRef !== undefined) query = query.where('t.externalRef', '=', externalRef)
      return toPage(await query.orderBy('t.createdAt', 'desc').orderBy('t.id', 'desc').limit(oneMore(page)).execute(), page)
    },
  }
}
