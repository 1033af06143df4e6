import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Page, PageRequest } from '../domain/shared/page.ts'
import type { Tenant } from '../domain/shared/tenant.ts'

/** One row more than asked for: it only says that there is more. */
export const oneMore = ({ limit }: PageRequest): number => limit + 1

/** Cuts the row that was read too many. */
export function toPage<Row>(rows: Row[], { limit }: PageRequest): Page<Row> {
  return rows.length > limit ? { rows: rows.slice(0, limit), hasMore: true } : { rows, hasMore: false }
}

/** Rows of the tenant that come after the page before, newest first; every list has an index in this order. */
export function pageOf(alias: string, tenant: Tenant, page: PageRequest, time = 'createdAt'): RawBuilder<SqlBool> {
  const owned = ownedBy(alias, tenant)
  if (page.after === null) return owned
  const { createdAt, id } = page.after
  return sql`${owned} and (${sql.ref(`${alias}.${time}`)}, ${sql.ref(`${alias}.id`)}) < (${createdAt}::timestamptz, ${id}::text)`
}

/** Rows of all partners in one mode that come after the page before, newest first. */
export function pageOfAll(alias: string, livemode: boolean, page: PageRequest): RawBuilder<SqlBool> {
  const inMode = sql<SqlBool>`${sql.ref(`${alias}.livemode`)} = ${livemode}`
  if (page.after === null) return inMode
  const { createdAt, id } = page.after
  return sql`${inMode} and (${sql.ref(`${alias}.createdAt`)}, ${sql.ref(`${alias}.id`)}) < (${createdAt}::timestamptz, ${id}::text)`
}

/** Rows of the partner in its mode. */
export function ownedBy(alias: string, { partnerId, livemode }: Tenant): RawBuilder<SqlBool> {
  return sql`${sql.ref(`${alias}.partnerId`)} = ${partnerId} and ${sql.ref(`${alias}.livemode`)} = ${livemode}`
}

/** Rows by the id of what they belong to, in the order they came. */
export function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): (key: string) => Row[] {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group === undefined) groups.set(keyOf(row), [row])
    else group.push(row)
  }
  return (key) => groups.get(key) ?? []
}
