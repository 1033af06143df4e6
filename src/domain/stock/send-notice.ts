import type { Transaction } from '../ports.ts'
import type { Ids } from '../shared/ids.ts'
import type { NoticeStep } from './notice-steps.ts'
import type { StockLot } from './stock-lot.ts'

/** Tells the owner of a lot, unless he was told of this step before. The lot must be locked. */
export async function sendNotice(
  tx: Transaction,
  ids: Ids,
  { lot, step, at }: { lot: StockLot; step: NoticeStep; at: Date },
): Promise<void> {
  if (await tx.storageNotices.wasSent(lot.id, step.key)) return
  const tenant = { partnerId: lot.partnerId, livemode: lot.livemode }
  const id = ids.next('ntc')
  const { key, about } = step
  await tx.storageNotices.insert({ ...tenant, id, lotId: lot.id, step: key, about, sentAt: at, deliveredAt: null, version: 1 })
  await tx.events.append({
    ...{ tenant, type: step.type, resourceType: 'stockLot', resourceId: lot.id, resourceVersion: lot.version, at },
    payload: {
      ...{ id: lot.id, orderId: lot.orderId, lineId: lot.lineId, quantity: lot.quantity, noticeId: id, about },
      freeUntil: lot.freeUntil.toISOString(),
      abandonAt: lot.abandonAt.toISOString(),
    },
  })
}
