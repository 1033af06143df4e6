import { BusinessError } from '../../protocol/business-error.ts'
import type { World } from '../world.ts'
import { goodsFen, type Order } from './order.ts'
import { pushOrder } from './order-message.ts'
import { splitExactly } from './sums.ts'

/** The seller changes an unpaid order: goods and freight in fen. A dearer order is marked `abnormalPriceChange`. */
export function changeOrderPrice(
  world: World,
  order: Order,
  change: { goodsFen?: number | undefined; shippingFeeFen?: number | undefined },
): void {
  if (order.status !== 'waitbuyerpay') throw new BusinessError('ORDER_STATUS_ERROR', 'only an unpaid order can change its price')
  const before = goodsFen(order)
  const after = change.goodsFen ?? before
  const shippingFeeFen = change.shippingFeeFen ?? order.shippingFeeFen
  const amounts = splitExactly(
    after,
    order.lines.map((line) => line.itemAmountFen),
  )
  const postage = splitExactly(shippingFeeFen, amounts)
  order.lines.forEach((line, at) => {
    line.itemAmountFen = amounts[at] ?? line.itemAmountFen
    line.sharePostageFen = postage[at] ?? 0
  })
  if (after + shippingFeeFen > before + order.shippingFeeFen) order.abnormalPriceChange = true
  order.discountFen += before - after
  order.shippingFeeFen = shippingFeeFen
  pushOrder(world, order, 'ORDER_BUYER_VIEW_ORDER_PRICE_MODIFY')
}
