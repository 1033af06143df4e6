import type { Transaction, UnitOfWork } from '../ports.ts'
import { addMilliseconds, type Clock, DAY_MS } from '../shared/clock.ts'
import { existing, ownedBy } from '../shared/owned-by.ts'
import type { Tenant } from '../shared/tenant.ts'
import { lotState } from '../stock/lot-state.ts'

export type AgeTools = { uow: UnitOfWork; clock: Clock; watchStorage(tx: Transaction, lotId: string): Promise<void> }

/** Lets a lot have lain longer by so many days, and does at once what is due then: half a year of storage is rehearsed in seconds. */
export async function ageLot(
  { uow, clock, watchStorage }: AgeTools,
  tenant: Tenant,
  { lotId, days }: { lotId: string; days: number },
): Promise<{ resourceType: string; resourceId: string; state: string }> {
  const back = (instant: Date) => addMilliseconds(instant, -days * DAY_MS)
  return uow.run(async (tx) => {
    const lot = ownedBy(await tx.stock.lock(lotId), tenant, lotId)
    const { storedAt, freeUntil, abandonAt, lastNoticeAt } = lot
    const heardAt = lastNoticeAt === null ? null : back(lastNoticeAt)
    const aged = { storedAt: back(storedAt), freeUntil: back(freeUntil), abandonAt: back(abandonAt), storageDueAt: clock.now() }
    await tx.stock.update({ ...lot, ...aged, lastNoticeAt: heardAt })
    await watchStorage(tx, lotId)
    return { resourceType: 'stockLot', resourceId: lotId, state: lotState(existing(await tx.stock.find(lotId), lotId)) }
  })
}
