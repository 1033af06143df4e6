import { z } from 'zod'
import type { Api, Call } from '../protocol/api.ts'
import { decimal, flag, idText, optionalText, plainArguments } from '../protocol/arguments.ts'
import type { BusinessError } from '../protocol/business-error.ts'
import { GatewayError } from '../protocol/gateway-error.ts'
import { parseJson } from '../protocol/json.ts'
import { parseGatewayTime } from '../protocol/time.ts'
import type { Order } from '../state/orders/order.ts'
import { renderOrder } from './render-order.ts'

const DEFAULT_PAGE_SIZE = 20
const MAX_PAGE_SIZE = 50
const CURRENT_MS = 92 * 86_400_000

const date = z
  .string()
  .nullish()
  .transform((text) => (text ? parseGatewayTime(text) : null))

const schema = z.looseObject({
  page: decimal.default(1),
  pageSize: decimal.default(DEFAULT_PAGE_SIZE),
  createStartTime: date,
  createEndTime: date,
  modifyStartTime: date,
  modifyEndTime: date,
  orderStatus: optionalText,
  refundStatus: optionalText,
  isHis: flag.default(false),
  outOrderId: optionalText,
  orderIds: optionalText,
  bizTypes: optionalText,
  sellerMemberId: optionalText,
  sellerLoginId: optionalText,
  tradeType: optionalText,
  productName: optionalText,
})

type Filter = z.output<typeof schema>

export const getBuyerOrderList: Api = {
  namespace: 'com.alibaba.trade',
  name: 'alibaba.trade.getBuyerOrderList',
  needsToken: true,
  required: [],
  refuse: refuse,
  handle(call) {
    const filter = plainArguments(call.params, schema)
    const hits = candidates(call, filter).filter((order) => matches(call, order, filter))
    const size = Math.min(MAX_PAGE_SIZE, Math.max(1, filter.pageSize))
    const from = (Math.max(1, filter.page) - 1) * size
    const result = hits.slice(from, from + size).map((order) => renderListed(call, order))
    return { result, totalRecord: hits.length, errorCode: null, errorMessage: null }
  },
}

function candidates({ world }: Call, filter: Filter): readonly Order[] {
  if (filter.outOrderId !== null) return [...world.orders.byOutOrderId(filter.outOrderId)].reverse()
  if (filter.orderIds !== null && !world.settings.listIgnoresOrderIds) {
    return idsOf(filter.orderIds).flatMap((id) => world.orders.find(id) ?? [])
  }
  return world.orders.newestFirst()
}

function matches({ world, buyer }: Call, order: Order, filter: Filter): boolean {
  const now = world.clock.now()
  const visible = filter.outOrderId === null || order.createdAt + world.settings.listOutOrderIdDelayMs <= now
  return (
    visible &&
    order.buyer.memberId === buyer.memberId &&
    between(order.createdAt, filter.createStartTime, filter.createEndTime) &&
    between(order.modifiedAt, filter.modifyStartTime, filter.modifyEndTime) &&
    order.createdAt < now - CURRENT_MS === filter.isHis &&
    equals(filter.orderStatus, order.status) &&
    equals(filter.sellerMemberId, order.seller.memberId) &&
    equals(filter.sellerLoginId, order.seller.loginId) &&
    (filter.refundStatus === null || order.lines.some((line) => line.refundStatus === filter.refundStatus)) &&
    (filter.productName === null || order.lines.some((line) => line.title.includes(filter.productName ?? ''))) &&
    // Values from old tutorials filter new order types down to nothing: only `cb` finds ours.
    (filter.bizTypes === null || filter.bizTypes.includes('"cb"'))
  )
}

/** Like the detail, but without waybills and invoices, with `quoteList` in fen, and usually without `outOrderId`. */
function renderListed({ world }: Call, order: Order): Record<string, unknown> {
  const full = renderOrder(world, order)
  const baseInfo = { ...(full.baseInfo as Record<string, unknown>) }
  if (!world.settings.listShowsOutOrderId) delete baseInfo.outOrderId
  const extAttributes = world.settings.listShowsOutOrderId ? full.extAttributes : []
  return {
    ...full,
    baseInfo,
    extAttributes,
    nativeLogistics: { ...(full.nativeLogistics as object), logisticsItems: null },
    orderInvoiceInfo: null,
  }
}

function idsOf(text: string): string[] {
  const parsed = z.array(idText).safeParse(jsonOrNull(text))
  if (!parsed.success) throw new GatewayError('gw.ParamInvalid', 'Invalid argument orderIds')
  return parsed.data
}

function jsonOrNull(text: string): unknown {
  try {
    return parseJson(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function between(at: number, from: number | null, to: number | null): boolean {
  return (from === null || at >= from) && (to === null || at <= to)
}

function equals(wanted: string | null, actual: string): boolean {
  return wanted === null || wanted === actual
}

function refuse(error: BusinessError): unknown {
  return { result: null, totalRecord: 0, errorCode: error.code, errorMessage: error.message }
}
