import { z } from 'zod'
import type { Api, Call } from '../protocol/api.ts'
import { idText, jsonArgument } from '../protocol/arguments.ts'
import { BusinessError } from '../protocol/business-error.ts'
import { rawId } from '../protocol/json.ts'
import type { Order } from '../state/orders/order.ts'

type Cashier = { api: string; max: number; successText: boolean; failedKey: string; messageKey: string }

/** The links are alike but for their limits, the type of `success`, and the (mis)spelling of the message key. */
const CASHIERS: readonly Cashier[] = [
  { api: 'alibaba.alipay.url.get', max: 100, successText: false, failedKey: 'payFailureOrderList', messageKey: 'erroMsg' },
  { api: 'alibaba.crossBorderPay.url.get', max: 30, successText: true, failedKey: 'cantPayOrderList', messageKey: 'errorMsg' },
  { api: 'alibaba.creditPay.url.get', max: 30, successText: true, failedKey: 'cantPayOrderList', messageKey: 'errorMsg' },
]

export const payUrls: readonly Api[] = CASHIERS.map((cashier) => ({
  namespace: 'com.alibaba.trade',
  name: cashier.api,
  needsToken: true,
  required: ['orderIdList'],
  refuse: (error: BusinessError) => ({
    success: cashier.successText ? 'false' : false,
    payUrl: null,
    errorCode: error.code,
    [cashier.messageKey]: error.message,
  }),
  handle: (call: Call) => answer(call, cashier),
}))

/** `success: true` may be partial: orders that cannot be paid are listed beside the link. */
function answer(call: Call, cashier: Cashier): unknown {
  const ids = jsonArgument(call.params, 'orderIdList', z.array(idText).min(1).max(cashier.max))
  const payable = ids.map((id) => ({ id, order: call.world.orders.find(id) })).filter(({ order }) => isPayable(call, order))
  if (payable.length === 0) throw new BusinessError('400_4', '没有可以支付的订单')
  const payableIds = payable.map(({ id }) => id)
  return {
    success: cashier.successText ? 'true' : true,
    payUrl: `${call.world.publicUrl}/cashier?orderId=${payableIds.join(';')}`,
    errorCode: null,
    [cashier.messageKey]: null,
    [cashier.failedKey]: ids.filter((id) => !payableIds.includes(id)).map(rawId),
  }
}

/** Whether the caller may pay this order now. */
export function isPayable(call: Call, order: Order | undefined): boolean {
  return order !== undefined && order.buyer.memberId === call.buyer.memberId && order.status === 'waitbuyerpay'
}
