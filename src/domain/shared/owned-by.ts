import { Refusal } from './refusal.ts'
import { sameTenant, type Tenant } from './tenant.ts'

/** The row, or the 404 that a missing one would give: a partner cannot tell the two apart (invariant 7). */
export function ownedBy<Row extends Tenant & { id: string }>(row: Row | undefined, tenant: Tenant, id: string): Row {
  if (row === undefined || !sameTenant(row, tenant)) throw new Refusal('resource.not_found', { id })
  return row
}

/** The row, or `resource.not_found`: for actors who see every partner. */
export function existing<Row>(row: Row | undefined, id: string): Row {
  if (row === undefined) throw new Refusal('resource.not_found', { id })
  return row
}
