import { z } from 'zod'
import type { Api, Call } from '../protocol/api.ts'
import { decimal, idText, jsonArgument, optionalText, plainArguments } from '../protocol/arguments.ts'
import { BusinessError } from '../protocol/business-error.ts'
import { parseGatewayTime } from '../protocol/time.ts'
import type { Refund } from '../state/refunds/refund.ts'
import { renderRefund } from './render-refund.ts'

const MAX_DAYS_MS = 730 * 86_400_000
const date = optionalText.transform((text) => (text === null ? null : parseGatewayTime(text)))

const schema = z.looseObject({
  orderId: idText.nullish(),
  refundStatusSet: optionalText,
  applyStartTime: date,
  applyEndTime: date,
  modifyStartTime: date,
  modifyEndTime: date,
  sellerMemberId: optionalText,
  logisticsNo: optionalText,
  dipsuteType: decimal.default(0),
  currentPageNum: decimal.default(0),
  pageSize: decimal.default(20),
})

type Filter = z.output<typeof schema> & { statuses: string[] | null }

export const queryOrderRefundList: Api = {
  namespace: 'com.alibaba.trade',
  name: 'alibaba.trade.refund.buyer.queryOrderRefundList',
  needsToken: true,
  required: [],
  refuse: (error) => ({ result: null, success: false, errorCode: error.code, errorMsg: error.message }),
  handle(call) {
    const plain = plainArguments(call.params, schema)
    const statuses = plain.refundStatusSet ? jsonArgument(call.params, 'refundStatusSet', z.array(z.string())) : null
    const filter = { ...plain, statuses }
    if (filter.applyStartTime !== null && call.world.clock.now() - filter.applyStartTime > MAX_DAYS_MS)
      throw new BusinessError('APPLY_TIME_ERROR', '申请时间超过730天')
    const hits = call.world.refunds.newestFirst().filter((refund) => matches(call, refund, filter))
    const size = Math.min(50, Math.max(1, filter.pageSize))
    // The documents' sample starts at page 0; page 0 and page 1 are the first page here.
    const from = (Math.max(1, filter.currentPageNum) - 1) * size
    return {
      result: {
        opOrderRefundModels: hits.slice(from, from + size).map((refund) => render(call, refund)),
        totalCount: hits.length,
        currentPageNum: filter.currentPageNum,
      },
      success: true,
      errorCode: null,
      errorMsg: null,
    }
  },
}

function render(call: Call, refund: Refund): unknown {
  const order = call.world.orders.find(refund.orderId)
  return order ? renderRefund(refund, order, { operations: false, timeOut: false }) : null
}

function matches({ world, buyer }: Call, refund: Refund, filter: Filter): boolean {
  const order = world.orders.find(refund.orderId)
  return (
    order?.buyer.memberId === buyer.memberId &&
    (filter.orderId ?? refund.orderId) === refund.orderId &&
    (filter.statuses === null || filter.statuses.includes(refund.status)) &&
    between(refund.appliedAt, filter.applyStartTime, filter.applyEndTime) &&
    between(refund.modifiedAt, filter.modifyStartTime, filter.modifyEndTime) &&
    (filter.sellerMemberId ?? order.seller.memberId) === order.seller.memberId &&
    (filter.logisticsNo === null || filter.logisticsNo === refund.freightBill) &&
    (filter.dipsuteType === 0 || filter.dipsuteType === (refund.isAfterSale ? 2 : 1))
  )
}

function between(at: number, from: number | null, to: number | null): boolean {
  return (from === null || at >= from) && (to === null || at <= to)
}
