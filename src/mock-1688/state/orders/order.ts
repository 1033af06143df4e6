import type { Seller } from '../../catalogue/seller.ts'
import type { Buyer } from '../apps.ts'
import type { Parcel } from '../parcels/parcel.ts'
import type { RefundStatus } from '../refunds/refund.ts'

export type OrderStatus = 'waitbuyerpay' | 'waitsellersend' | 'waitbuyerreceive' | 'confirm_goods' | 'success' | 'cancel' | 'terminated'
export type CloseOperateType =
  | 'CLOSE_TRADE_BY_BUYER'
  | 'CLOSE_TRADE_BY_SELLER'
  | 'CLOSE_TRADE_BY_SYSTEM'
  | 'CLOSE_TRADE_BY_BOPS'
  | 'CLOSE_TRADE_BY_CREADIT'

export type Address = {
  fullName: string
  mobile: string
  phone: string
  postCode: string
  province: string
  city: string
  area: string
  areaCode: string
  town: string
  address: string
}

/** All amounts in fen. `quantity` may be a fraction: goods sold by weight. */
export type OrderLine = {
  subItemId: string
  offerId: string
  skuId: string | null
  specId: string | null
  title: string
  picture: string
  skuInfos: readonly { name: string; value: string }[]
  unit: string
  cargoNumber: string | null
  grams: number
  priceFen: number
  quantity: number
  itemAmountFen: number
  sharePostageFen: number
  refundedFen: number
  refundedPostageFen: number
  shippedQuantity: number
  receivedAt: number | null
  status: OrderStatus
  refundStatus: RefundStatus | null
  refundId: string | null
  refundIdForAs: string | null
}

export type Order = {
  orderId: string
  outOrderId: string | null
  appKey: string
  buyer: Buyer
  seller: Seller
  status: OrderStatus
  address: Address
  /** Asked for by the buyer, not agreed to by the seller yet. */
  wantedAddress: Address | null
  flow: string
  tradeType: string
  payChannel: string
  preSelectPayChannel: string | null
  dropshipping: boolean
  message: string
  memo: string | null
  remarkIcon: string | null
  lines: OrderLine[]
  shippingFeeFen: number
  /** Reduction by promotion or by the seller, already taken off the lines; negative when the seller asked for more. */
  discountFen: number
  abnormalPriceChange: boolean
  payTimeoutSeconds: number
  payExpiresAt: number
  createdAt: number
  modifiedAt: number
  paidAt: number | null
  shippedAt: number | null
  receivedAt: number | null
  completedAt: number | null
  closeReason: string | null
  closeOperateType: CloseOperateType | null
  closeRemark: string | null
  alipayTradeId: string | null
  /** Debits asked for when the money was already taken: a careful buyer never does. */
  repeatedDebits: number
  urgedAt: number | null
  parcels: Parcel[]
}

/** Goods plus freight, in fen. */
export function totalFen(order: Order): number {
  return goodsFen(order) + order.shippingFeeFen
}

export function goodsFen(order: Order): number {
  return order.lines.reduce((sum, line) => sum + line.itemAmountFen, 0)
}

/** Whether refunds of this order are after-sale ones (the trade is over). */
export function isAfterSale(order: Order): boolean {
  return order.status === 'success' || order.status === 'confirm_goods'
}

/** 1 not shipped, 2 shipped, 3 received, 5 partly shipped (spec 3.3). */
export function logisticsStatusOf(line: OrderLine): number {
  if (line.receivedAt !== null) return 3
  if (line.shippedQuantity === 0) return 1
  return line.shippedQuantity < line.quantity ? 5 : 2
}
