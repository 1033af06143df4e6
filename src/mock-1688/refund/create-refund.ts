import { z } from 'zod'
import type { Api, Call } from '../protocol/api.ts'
import { decimal, flag, idText, jsonArgument, optionalText, plainArguments } from '../protocol/arguments.ts'
import { BusinessError } from '../protocol/business-error.ts'
import { innerResult, refuseInner } from '../protocol/envelopes.ts'
import { REASONS, type RefundReason } from '../state/refunds/reasons.ts'
import type { DisputeRequest, Refund } from '../state/refunds/refund.ts'
import { openRefund } from '../state/refunds/refund-answers.ts'
import { limitsOf, type RefundScope, refundScope, refuseSecondRefund } from './refund-scope.ts'

const schema = z.looseObject({
  orderId: idText,
  disputeRequest: z.string(),
  applyPayment: decimal,
  applyCarriage: decimal,
  applyReasonId: idText,
  description: z.string(),
  goodsStatus: z.string(),
  vouchers: optionalText,
  orderEntryCountList: optionalText,
  customRefund: flag.nullish(),
})

const entryCounts = z.array(z.looseObject({ id: idText, count: decimal }))

type Request = z.output<typeof schema> & { entryIds: string[]; voucherUrls: string[]; counts: Record<string, number> }

export const createRefund: Api = {
  namespace: 'com.alibaba.trade',
  name: 'alibaba.trade.createRefund',
  needsToken: true,
  required: ['orderId', 'orderEntryIds', 'disputeRequest', 'applyPayment', 'applyCarriage', 'applyReasonId', 'description', 'goodsStatus'],
  refuse: refuseInner,
  handle(call) {
    const request = requestOf(call)
    const scope = refundScope(call, request)
    refuseSecondRefund(call, scope)
    const reason = reasonOf(scope, request)
    checkRequest(scope, request, reason)
    const refund = refundOf(call, { scope, request, reason })
    openRefund(call.world, refund)
    return innerResult({
      refundId: refund.refundId,
      innerReasonId: Number(reason.id),
      innerReason: reason.name,
      innerPostFee: refund.applyCarriageFen,
      isVoucher: reason.needVoucher ? '1' : '0',
      refundOfficialSolutionCost: 0,
    })
  },
}

function requestOf({ params }: Call): Request {
  const plain = plainArguments(params, schema)
  const counts = plain.orderEntryCountList ? jsonArgument(params, 'orderEntryCountList', entryCounts) : []
  return {
    ...plain,
    entryIds: jsonArgument(params, 'orderEntryIds', z.array(idText).min(1)),
    voucherUrls: plain.vouchers ? jsonArgument(params, 'vouchers', z.array(z.string())) : [],
    counts: Object.fromEntries(counts.map((entry) => [entry.id, entry.count])),
  }
}

function reasonOf(scope: RefundScope, request: Request): RefundReason {
  const reason = REASONS[scope.goodsStatus].find((one) => one.id === request.applyReasonId)
  if (!reason) throw new BusinessError('5004', '退款原因不合法')
  return reason
}

/** The rules of spec 2.16 in the order of their codes. */
function checkRequest(scope: RefundScope, request: Request, reason: RefundReason): void {
  const isReturn = request.disputeRequest === 'returnRefund'
  const received = scope.goodsStatus === 'refundBuyerReceived' || scope.goodsStatus === 'aftersaleBuyerReceived'
  if (!isReturn && request.disputeRequest !== 'refund') throw new BusinessError('5010', '退款类型不合法')
  if (isReturn && !received) throw new BusinessError('5010', '未收到货不支持退货退款')
  if (reason.needVoucher && request.voucherUrls.length === 0) throw new BusinessError('5005', '该退款原因需要上传凭证')
  if (request.voucherUrls.length > 5) throw new BusinessError('5005', '凭证最多5张')
  if (reason.noRefundCarriage && request.applyCarriage > 0) throw new BusinessError('5006', '该退款原因不支持退运费')
  checkAmounts(scope, request)
  if (request.description.length < 2 || request.description.length > 150) throw new BusinessError('5012', '退款说明长度为2到150个字符')
  checkCounts(scope, request)
}

function checkAmounts(scope: RefundScope, request: Request): void {
  const limits = limitsOf(scope.lines, request.counts)
  const { applyPayment, applyCarriage } = request
  const integers = Number.isInteger(applyPayment) && Number.isInteger(applyCarriage)
  if (!integers || applyPayment < 0 || applyCarriage < 0 || applyPayment + applyCarriage === 0)
    throw new BusinessError('5011', '退款金额不合法')
  if (applyPayment > limits.goodsFen || applyCarriage > limits.postFen) throw new BusinessError('5011', '退款金额超过可退金额')
  // Before shipment there is no part refund (spec 5.3, 21).
  if (scope.goodsStatus === 'refundWaitSellerSend' && applyPayment !== limitsOf(scope.lines).goodsFen)
    throw new BusinessError('5011', '未发货退款金额必须等于实付货款')
}

function checkCounts(scope: RefundScope, request: Request): void {
  const counted = Object.entries(request.counts)
  if (counted.length === 0) return
  const allowed = scope.goodsStatus === 'refundBuyerReceived' && request.disputeRequest === 'returnRefund'
  const fits = counted.every(([id, count]) => scope.lines.some((line) => line.subItemId === id && count > 0 && count <= line.quantity))
  if (!allowed || !fits) throw new BusinessError('5013', '退货数量不合法')
}

function refundOf({ world }: Call, made: { scope: RefundScope; request: Request; reason: RefundReason }): Refund {
  const { scope, request, reason } = made
  const number = world.sequence.longId()
  const now = world.clock.now()
  return {
    refundId: `TQ${number}`,
    number,
    orderId: scope.order.orderId,
    entryIds: request.entryIds,
    counts: Object.fromEntries(scope.lines.map((line) => [line.subItemId, request.counts[line.subItemId] ?? line.quantity])),
    status: 'waitselleragree',
    isAfterSale: scope.goodsStatus.startsWith('aftersale'),
    disputeRequest: request.disputeRequest as DisputeRequest,
    goodsStatus: scope.goodsStatus,
    applyPaymentFen: request.applyPayment,
    applyCarriageFen: request.applyCarriage,
    refundPaymentFen: 0,
    refundCarriageFen: 0,
    canRefundFen: limitsOf(scope.lines).goodsFen,
    reason,
    description: request.description,
    vouchers: request.voucherUrls,
    rejectReason: null,
    rejectTimes: 0,
    freightBill: null,
    courierName: null,
    operations: [],
    appliedAt: now,
    modifiedAt: now,
    completedAt: null,
    timeOutAt: null,
    timeOutDoes: null,
    silent: false,
    inArbitration: false,
  }
}
