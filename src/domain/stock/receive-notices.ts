import type { Transaction, UnitOfWork } from '../ports.ts'
import type { Clock } from '../shared/clock.ts'
import { existing } from '../shared/owned-by.ts'
import { sameTenant, type Tenant } from '../shared/tenant.ts'

type Receipt = { tenant: Tenant; noticeIds: readonly string[] }

/**
 * Remembers that notices reached the partner: a key of his was handed their events. Each counts once, whoever reads it how often; ids of
 * others or of nothing are passed over.
 */
export function createReceiveNotices({ uow, clock }: { uow: UnitOfWork; clock: Clock }): (receipt: Receipt) => Promise<void> {
  return async ({ tenant, noticeIds }) => {
    if (noticeIds.length === 0) return
    await uow.run(async (tx) => {
      const open = await tx.storageNotices.undelivered(tenant, noticeIds)
      for (const { id, lotId } of open) await receive(tx, { tenant, id, lotId, at: clock.now() })
    })
  }
}

async function receive(tx: Transaction, { tenant, id, lotId, at }: { tenant: Tenant; id: string; lotId: string; at: Date }): Promise<void> {
  const lot = existing(await tx.stock.lock(lotId), lotId)
  const notice = existing(await tx.storageNotices.lock(id), id)
  if (!sameTenant(notice, tenant) || notice.deliveredAt !== null) return
  await tx.storageNotices.update({ ...notice, deliveredAt: at })
  if (notice.about !== 'ABANDONMENT') return
  await tx.stock.update({ ...lot, deliveredNotices: lot.deliveredNotices + 1, lastNoticeAt: at })
}
