import { rawId } from '../../protocol/json.ts'
import { beijingTime } from '../../protocol/time.ts'
import type { World } from '../world.ts'
import type { Order } from './order.ts'

/** Marks the order as changed and pushes a message about it to the app that made it. */
export function pushOrder(world: World, order: Order, type: string, extra: Record<string, unknown> = {}): void {
  order.modifiedAt = world.clock.now()
  world.pushes.send({
    appKey: order.appKey,
    userInfo: order.buyer.memberId,
    lane: order.orderId,
    type,
    data: {
      orderId: rawId(order.orderId),
      currentStatus: order.status,
      msgSendTime: beijingTime(world.clock.now()),
      buyerMemberId: order.buyer.memberId,
      sellerMemberId: order.seller.memberId,
      ...extra,
    },
  })
}
