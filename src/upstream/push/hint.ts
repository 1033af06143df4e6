import { z } from 'zod'
import type { PushHint } from '../../domain/upstream/push.ts'
import { toRefundId } from '../refund/create-refund.ts'
import { instant, list, part, text } from '../wire.ts'

/** Every member that any topic's `data` may carry (spec 3.11); a topic has a few of them. */
const dataWire = z.object({
  orderId: text,
  refundId: text,
  refundAction: text,
  currentStatus: text,
  productIds: text,
  status: text,
  batchPay: list(z.object({ orderId: text })),
  OrderLogisticsTracingModel: part({
    logisticsId: text,
    mailNo: text,
    statusChanged: text,
    orderLogsItems: list(z.object({ orderId: text })),
  }),
  MailNoChangeModel: part({ logisticsId: text, oldMailNo: text, newMailNo: text, orderLogsItems: list(z.object({ orderId: text })) }),
  OfferInventoryChangeList: list(z.object({ offerId: text })),
})

/** Pushed and pulled messages share this; a pulled one may carry `data` as text. */
export const messageWire = z.object({
  msgId: text,
  gmtBorn: instant,
  userInfo: text,
  type: text,
  data: z.unknown().optional(),
})

/** The hint in a message; undefined when it has no topic or no number. `data` is already parsed without loss. */
export function toHint(message: z.output<typeof messageWire>, data: unknown): PushHint | undefined {
  if (message.msgId === null || message.type === null) return undefined
  const read = dataWire.safeParse(data)
  return {
    topic: message.type,
    messageId: message.msgId,
    bornAt: message.gmtBorn,
    memberId: message.userInfo,
    ...(read.success ? facts(read.data) : {}),
  }
}

type Facts = Omit<PushHint, 'topic' | 'messageId' | 'bornAt' | 'memberId'>

function facts(data: z.output<typeof dataWire>): Facts {
  const parcel = data.OrderLogisticsTracingModel ?? data.MailNoChangeModel
  const orderIds = distinct([
    data.orderId,
    ...data.batchPay.map((paid) => paid.orderId),
    ...(parcel?.orderLogsItems ?? []).map((item) => item.orderId),
  ])
  const offerIds = distinct([...(data.productIds ?? '').split(','), ...data.OfferInventoryChangeList.map((offer) => offer.offerId)])
  return defined({
    upstreamOrderId: orderIds[0],
    upstreamOrderIds: orderIds.length > 1 ? orderIds : undefined,
    upstreamRefundId: toRefundId(data.refundId) ?? undefined,
    refundAction: data.refundAction ?? undefined,
    currentStatus: data.currentStatus ?? data.OrderLogisticsTracingModel?.statusChanged ?? data.status ?? undefined,
    waybillNo: data.OrderLogisticsTracingModel?.mailNo ?? data.MailNoChangeModel?.newMailNo ?? undefined,
    oldWaybillNo: data.MailNoChangeModel?.oldMailNo ?? undefined,
    logisticsId: parcel?.logisticsId ?? undefined,
    offerIds: offerIds.length > 0 ? offerIds : undefined,
  })
}

function distinct(values: readonly (string | null | undefined)[]): string[] {
  return [...new Set(values.flatMap((value) => value?.trim() || []))]
}

function defined(facts: { [Key in keyof Facts]: Facts[Key] | undefined }): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Facts
}
