import type { Call } from '../protocol/api.ts'
import { BusinessError } from '../protocol/business-error.ts'
import type { Refund } from '../state/refunds/refund.ts'

/** The caller's own refund, by `TQ…` or number. Throws the given codes. */
export function findRefund(call: Call, refundId: string, codes: { missing: string; foreign: string }): Refund {
  const refund = call.world.refunds.find(refundId)
  if (!refund) throw new BusinessError(codes.missing, '退款单不存在')
  const order = call.world.orders.find(refund.orderId)
  if (order?.buyer.memberId !== call.buyer.memberId) throw new BusinessError(codes.foreign, '当前用户不是退款单的买家')
  return refund
}
