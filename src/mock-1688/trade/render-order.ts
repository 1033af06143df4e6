import { hasBit } from '../catalogue/filter-bits.ts'
import { rawId } from '../protocol/json.ts'
import { yuanNumber } from '../protocol/money.ts'
import { beijingTime, gatewayTime } from '../protocol/time.ts'
import { logisticsStatusOf, type Order, type OrderLine, type OrderStatus, totalFen } from '../state/orders/order.ts'
import { UPPER_STATUS } from '../state/refunds/refund.ts'
import type { World } from '../state/world.ts'
import { renderBaseInfo } from './render-base-info.ts'

const STATUS_TEXTS: Readonly<Record<OrderStatus, string>> = {
  waitbuyerpay: '等待买家付款',
  waitsellersend: '等待卖家发货',
  waitbuyerreceive: '等待买家确认收货',
  confirm_goods: '已收货',
  success: '交易成功',
  cancel: '交易关闭',
  terminated: '交易终止',
}

const SHIPPED_STATUS = 'alreadysend'

/** An order as detail and list give it: yuan, except the fields of spec 4 that are fen. */
export function renderOrder(world: World, order: Order): Record<string, unknown> {
  return {
    baseInfo: renderBaseInfo(order),
    productItems: order.lines.map((line) => renderLine(world, order, line)),
    nativeLogistics: renderLogistics(order),
    tradeTerms: [
      {
        payStatus: order.paidAt
          ? order.status === 'cancel'
            ? '4'
            : order.status === 'success'
              ? '6'
              : '2'
          : order.status === 'cancel'
            ? '8'
            : '1',
        payTime: order.paidAt && gatewayTime(order.paidAt),
        payWay: order.payChannel === 'shegou' ? '3' : '1',
        payWayDesc: order.payChannel === 'shegou' ? '诚e赊' : '支付宝',
        phasAmount: yuanNumber(totalFen(order)),
        phase: rawId(order.orderId.slice(0, 16)),
        cardPay: false,
        expressPay: false,
      },
    ],
    orderBizInfo: {
      creditOrder: order.payChannel === 'shegou',
      creditOrderDetail: null,
      dropshipping: order.dropshipping,
      shippingInsurance: insuranceOf(world, order),
      officialPickUp: false,
      abnormalPriceChange: order.abnormalPriceChange,
    },
    guaranteesTerms: guaranteesOf(world, order),
    extAttributes: extAttributesOf(order),
    orderRateInfo: { buyerRateStatus: 5, sellerRateStatus: 5 },
    overseasExtraAddress: null,
    overseaLogisticsInfo: null,
    customs: null,
    orderInvoiceInfo: null,
    quoteList: null,
  }
}

function renderLine(world: World, order: Order, line: OrderLine): Record<string, unknown> {
  const picture = `${world.publicUrl}${line.picture}`
  return {
    subItemID: rawId(line.subItemId),
    subItemIDString: line.subItemId,
    productID: rawId(line.offerId),
    skuID: line.skuId === null ? null : rawId(line.skuId),
    specId: line.specId,
    name: line.title,
    skuInfos: line.skuInfos,
    price: yuanNumber(line.priceFen),
    quantity: line.quantity,
    quantityFactor: 1,
    itemAmount: yuanNumber(line.itemAmountFen),
    entryDiscount: Math.round(line.priceFen * line.quantity) - line.itemAmountFen,
    sharePostage: yuanNumber(line.sharePostageFen),
    refund: yuanNumber(line.refundedFen),
    unit: line.unit,
    type: 'common',
    status: line.status,
    statusStr: STATUS_TEXTS[line.status],
    refundStatus: line.refundStatus && UPPER_STATUS[line.refundStatus],
    refundId: line.refundId,
    refundIdForAs: line.refundIdForAs,
    logisticsStatus: logisticsStatusOf(line),
    productImgUrl: [picture.replace(/\.jpg$/, '.80x80.jpg'), picture],
    productSnapshotUrl: `https://trade.1688.com/order/offer_snapshot.htm?order_entry_id=${line.subItemId}`,
    cargoNumber: line.cargoNumber,
    productCargoNumber: line.cargoNumber?.split('-').slice(0, 2).join('-') ?? null,
    weight: line.grams / 1000,
    weightUnit: 'kg',
    gmtCreate: gatewayTime(order.createdAt),
    gmtModified: gatewayTime(order.modifiedAt),
    gmtCompleted: order.completedAt && gatewayTime(order.completedAt),
    gmtPayExpireTime: beijingTime(order.payExpiresAt),
    closeReason: line.status === 'cancel' ? order.closeReason : null,
    guaranteesTerms: null,
  }
}

function renderLogistics(order: Order): Record<string, unknown> {
  const { address } = order
  return {
    contactPerson: address.fullName,
    mobile: address.mobile,
    telephone: address.phone,
    province: address.province,
    city: address.city,
    area: address.area,
    areaCode: address.areaCode,
    town: address.town,
    townCode: null,
    address: address.address,
    zip: address.postCode,
    // null, not an empty list, until something was shipped.
    logisticsItems:
      order.parcels.length === 0
        ? null
        : order.parcels.map((parcel) => ({
            id: rawId(parcel.logisticsId.slice(2)),
            logisticsCode: parcel.logisticsId,
            logisticsBillNo: parcel.noLogistics ? null : parcel.waybillNo,
            logisticsCompanyId: Number(parcel.courier.id),
            logisticsCompanyNo: parcel.courier.no,
            logisticsCompanyName: parcel.courier.name,
            status: SHIPPED_STATUS,
            type: parcel.noLogistics ? '2' : '0',
            subItemIds: parcel.lines.map((line) => line.subItemId).join(','),
            deliveredTime: gatewayTime(parcel.shippedAt),
            gmtCreate: gatewayTime(parcel.shippedAt),
            gmtModified: gatewayTime(parcel.shippedAt),
            fromProvince: order.seller.place.province,
            fromCity: order.seller.place.city,
            toProvince: address.province,
            toCity: address.city,
            noLogisticsCondition: parcel.noLogistics ? '3' : null,
          })),
  }
}

function extAttributesOf(order: Order): unknown[] {
  const attributes = [
    ['preSelectPayChannel', order.preSelectPayChannel],
    ['outOrderId', order.outOrderId],
  ] as const
  return attributes.flatMap(([key, value]) => (value === null ? [] : [{ key, value, description: null }]))
}

/** What every product of the order was sold with. */
function isSoldWith(world: World, order: Order, label: 'noReason7DReturn' | 'returnFreight' | 'shipIn24Hours'): boolean {
  return order.lines.every((line) => {
    const product = world.catalogue.find(line.offerId)
    return product !== null && hasBit(product.filters, label)
  })
}

function guaranteesOf(world: World, order: Order): unknown[] {
  const hours = isSoldWith(world, order, 'shipIn24Hours') ? '24' : '48'
  const shipping = { assuranceType: 'ssbxsfh', assuranceInfo: `${hours}小时发货`, qualityAssuranceType: '国家标准', value: hours }
  const returning = { assuranceType: 'qtwlybt', assuranceInfo: '7天无理由退货', qualityAssuranceType: '国家标准', value: '7' }
  return isSoldWith(world, order, 'noReason7DReturn') ? [shipping, returning] : [shipping]
}

/** Return freight insurance, given by the seller with the label of that name. */
function insuranceOf(world: World, order: Order): unknown {
  return isSoldWith(world, order, 'returnFreight') ? { givenByPlatform: false, givenByMerchant: true } : null
}
