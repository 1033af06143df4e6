import type { Call } from '../protocol/api.ts'
import { BusinessError } from '../protocol/business-error.ts'
import type { Order } from '../state/orders/order.ts'

/** The caller's own order. Throws `missing` when there is none, `foreign` when it is another buyer's. */
export function findOrder(call: Call, orderId: string, codes: { missing: string; foreign: string }): Order {
  const order = call.world.orders.find(orderId)
  if (!order) throw new BusinessError(codes.missing, '订单不存在')
  if (order.buyer.memberId !== call.buyer.memberId) throw new BusinessError(codes.foreign, '当前用户不是订单的买家')
  return order
}
