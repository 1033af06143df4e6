import { Refusal } from './refusal.ts'
import type { Tenant } from './tenant.ts'

/** True when a row belongs to the tenant, in the same mode. */
export function isSameTenant(row: Tenant, tenant: Tenant): boolean {
  return row.partnerId === tenant.partnerId && row.livemode === tenant.livemode
}

/** The row, or the 404 that a missing one would give: a partner cannot tell the two apart (invariant 7). */
export function ownedBy<Row extends Tenant & { id: string }>(row: Row | undefined, tenant: Tenant, id: string): Row {
  if (row === undefined || !isSameTenant(row, tenant)) throw new Refusal('resource.not_found', { id })
  return row
}

/** The row, or `resource.not_found`: for actors who see every partner. */
export function existing<Row>(row: Row | undefined, id: string): Row {
  if (row === undefined) throw new Refusal('resource.not_found', { id })
  return row
}
