import type { Seller } from '../../catalogue/seller.ts'
import type { App, Buyer } from '../apps.ts'
import type { World } from '../world.ts'
import type { CargoLine } from './cargo.ts'
import type { Address, Order, OrderLine } from './order.ts'
import { pushOrder } from './order-message.ts'
import { splitExactly, sumsOf } from './sums.ts'

const SKUS_PER_ORDER = 50

export type Placement = {
  app: App
  buyer: Buyer
  seller: Seller
  lines: readonly CargoLine[]
  address: Address
  flow: string
  tradeType: string
  outOrderId: string | null
  message: string
  promotionId: string | null
  preSelectPayChannel: string | null
  dropshipping: boolean
}

/** Cuts the lines into the orders 1688 would make: above 50 SKUs always, and by the setting `split`. */
export function splitLines(world: World, lines: readonly CargoLine[]): CargoLine[][] {
  const { split } = world.settings
  const groups =
    split === 'perLine'
      ? lines.map((line) => [line])
      : split === 'perOffer'
        ? [...Map.groupBy(lines, (line) => line.offerId).values()]
        : [[...lines]]
  return groups.flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / SKUS_PER_ORDER) }, (_, at) =>
      group.slice(at * SKUS_PER_ORDER, (at + 1) * SKUS_PER_ORDER),
    ),
  )
}

/** Makes the orders of one create call, takes the stock, starts the payment time-out and pushes `BUYER_MAKE` for each. */
export function placeOrders(world: World, placement: Placement): Order[] {
  return splitLines(world, placement.lines).map((lines) => {
    const order = orderOf(world, placement, lines)
    world.orders.add(order)
    for (const line of lines) world.catalogue.take(line.offerId, line.specId, line.quantity)
    world.schedule.add(order.payExpiresAt, { does: 'closeUnpaid', orderId: order.orderId })
    pushOrder(world, order, 'ORDER_BUYER_VIEW_BUYER_MAKE')
    return order
  })
}

function orderOf(world: World, placement: Placement, cargo: readonly CargoLine[]): Order {
  const now = world.clock.now()
  const sums = sumsOf(placement.seller, cargo, placement.promotionId)
  const orderId = world.sequence.tradeId(placement.buyer.userId)
  const { payTimeoutSeconds } = world.settings
  return {
    orderId,
    outOrderId: placement.outOrderId,
    appKey: placement.app.appKey,
    buyer: placement.buyer,
    seller: placement.seller,
    status: 'waitbuyerpay',
    address: placement.address,
    wantedAddress: null,
    flow: placement.flow,
    tradeType: placement.tradeType,
    payChannel: 'alipay',
    preSelectPayChannel: placement.preSelectPayChannel,
    dropshipping: placement.dropshipping,
    message: placement.message,
    memo: null,
    remarkIcon: null,
    lines: linesOf(world, { orderId, buyer: placement.buyer, cargo, discountFen: sums.discountFen, carriageFen: sums.carriageFen }),
    shippingFeeFen: sums.carriageFen,
    discountFen: sums.discountFen,
    abnormalPriceChange: false,
    payTimeoutSeconds,
    payExpiresAt: now + payTimeoutSeconds * 1000,
    createdAt: now,
    modifiedAt: now,
    paidAt: null,
    shippedAt: null,
    receivedAt: null,
    completedAt: null,
    closeReason: null,
    closeOperateType: null,
    closeRemark: null,
    alipayTradeId: null,
    repeatedDebits: 0,
    urgedAt: null,
    parcels: [],
  }
}

function linesOf(
  world: World,
  facts: { orderId: string; buyer: Buyer; cargo: readonly CargoLine[]; discountFen: number; carriageFen: number },
): OrderLine[] {
  const amounts = facts.cargo.map((line) => line.amountFen)
  const discounts = splitExactly(facts.discountFen, amounts)
  const postage = splitExactly(facts.carriageFen, amounts)
  return facts.cargo.map((line, at) => ({
    // An order with one line: the sub-order id equals the order id (spec 2.9).
    subItemId: facts.cargo.length === 1 ? facts.orderId : world.sequence.tradeId(facts.buyer.userId),
    offerId: line.offerId,
    skuId: line.sku?.skuId ?? null,
    specId: line.specId,
    title: line.product.title.zh,
    picture: line.sku?.attributes.find((attribute) => attribute.picture)?.picture ?? `/img/${line.offerId}/1.jpg`,
    skuInfos: line.sku?.attributes.map((attribute) => ({ name: attribute.name.zh, value: attribute.value.zh })) ?? [],
    unit: line.product.kind.unit.zh,
    cargoNumber: line.sku?.cargoNumber ?? null,
    grams: line.sku?.grams ?? line.product.grams,
    priceFen: line.priceFen,
    quantity: line.quantity,
    itemAmountFen: line.amountFen - (discounts[at] ?? 0),
    sharePostageFen: postage[at] ?? 0,
    refundedFen: 0,
    refundedPostageFen: 0,
    shippedQuantity: 0,
    receivedAt: null,
    status: 'waitbuyerpay',
    refundStatus: null,
    refundId: null,
    refundIdForAs: null,
  }))
}
