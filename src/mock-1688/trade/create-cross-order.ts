import type { Api, Call } from '../protocol/api.ts'
import { jsonArgument } from '../protocol/arguments.ts'
import { BusinessError } from '../protocol/business-error.ts'
import { addressSchema, receiverOf } from '../state/orders/address.ts'
import { cargoSchema, checkQuantities, type FailedLine, priceCargo } from '../state/orders/cargo.ts'
import { type Order, totalFen } from '../state/orders/order.ts'
import { placeOrders } from '../state/orders/place-orders.ts'
import { TRADE_MODES, tradeModesOf } from './trade-modes.ts'

export const createCrossOrder: Api = {
  namespace: 'com.alibaba.trade',
  name: 'alibaba.trade.createCrossOrder',
  needsToken: true,
  required: ['flow', 'addressParam', 'cargoParamList'],
  refuse: refuseCreate,
  handle(call) {
    const repeated = call.params.outOrderId ? call.world.orders.byOutOrderId(call.params.outOrderId) : []
    if (repeated.length > 0 && call.world.settings.outOrderIdRepeat === 'error')
      throw new BusinessError('400', `outOrderId repeated: ${call.params.outOrderId ?? ''}`)
    if (repeated.length > 0 && call.world.settings.outOrderIdRepeat === 'same') return render([...repeated], [])
    const made = make(call)
    return renderVariant(call.variant, made.orders) ?? render(made.orders, made.failed)
  },
}

function make({ world, app, buyer, params }: Call): { orders: Order[]; failed: FailedLine[] } {
  const address = receiverOf(jsonArgument(params, 'addressParam', addressSchema))
  const flow = params.flow ?? 'general'
  const cargo = priceCargo(world, jsonArgument(params, 'cargoParamList', cargoSchema), flow)
  const [failed] = cargo.failed
  if (failed && cargo.lines.length === 0) throw new BusinessError(failed.code, failed.message)
  checkQuantities(cargo, flow)
  const tradeType = params.tradeType || 'assureTrade'
  const allowed = tradeModesOf(cargo.lines)
  if (!allowed.includes(tradeType) || !TRADE_MODES.includes(tradeType)) throw new BusinessError('400', '不支持的交易方式')
  const orders = placeOrders(world, {
    app,
    buyer,
    seller: cargo.seller,
    lines: cargo.lines,
    address,
    flow,
    tradeType,
    outOrderId: params.outOrderId || null,
    message: params.message ?? '',
    promotionId: params.shopPromotionId || null,
    preSelectPayChannel: params.preSelectPayChannel || null,
    dropshipping: params.dropshipping === 'y',
  })
  return { orders, failed: cargo.failed }
}

/** One order: its id and sums in the scalars. Several: the scalars stay empty and the orders are listed (spec 5.2). */
function render(orders: readonly Order[], failed: readonly FailedLine[]): Record<string, unknown> {
  const [only, second] = orders
  const single = second === undefined ? only : undefined
  return {
    success: true,
    code: null,
    message: null,
    result: {
      success: true,
      code: null,
      message: null,
      orderId: single?.orderId ?? null,
      totalSuccessAmount: single ? totalFen(single) : null,
      postFee: single?.shippingFeeFen ?? null,
      accountPeriod: null,
      failedOfferList: failed.map((line) => ({
        offerId: line.offerId,
        specId: line.specId,
        errorCode: line.code,
        errorMessage: line.message,
      })),
      orderList: single
        ? []
        : orders.map((order) => ({
            orderId: order.orderId,
            orderAmmount: totalFen(order),
            postFee: order.shippingFeeFen,
            success: true,
            resultCode: '200',
            message: null,
            payChannel: order.payChannel,
          })),
    },
  }
}

/** The documents' own samples that contradict their table (spec 2.8, 5.3): the orders exist in every one of them. */
function renderVariant(variant: string | null, orders: readonly Order[]): Record<string, unknown> | null {
  const [order] = orders
  if (!order) return null
  if (variant === 'flat')
    return { success: true, orderId: order.orderId, totalSuccessAmount: totalFen(order), postFee: order.shippingFeeFen }
  if (variant === 'falseWithId') return { success: false, orderId: order.orderId, totalSuccessAmount: totalFen(order) }
  if (variant === 'emptySuccess') return { success: true, code: null, message: null, result: null }
  return null
}

function refuseCreate(error: BusinessError): unknown {
  return { success: false, code: error.code, message: error.message, result: null }
}
