import { z } from 'zod'
import type { Seller } from '../catalogue/seller.ts'
import type { Api } from '../protocol/api.ts'
import { idText, jsonArgument } from '../protocol/arguments.ts'
import { BusinessError } from '../protocol/business-error.ts'
import { refuseFlatMsg } from '../protocol/envelopes.ts'
import { rawId } from '../protocol/json.ts'
import { addressSchema, receiverOf } from '../state/orders/address.ts'
import { bestFlow, type CargoLine, cargoError, cargoSchema, checkQuantities, priceCargo } from '../state/orders/cargo.ts'
import { splitLines } from '../state/orders/place-orders.ts'
import { sumsOf } from '../state/orders/sums.ts'
import { tradeModesOf } from './trade-modes.ts'

const offerIds = z.array(idText)

export const createOrderPreview: Api = {
  namespace: 'com.alibaba.trade',
  name: 'alibaba.createOrder.preview',
  needsToken: true,
  required: ['addressParam', 'cargoParamList'],
  refuse: refuseFlatMsg,
  handle({ world, params }) {
    receiverOf(jsonArgument(params, 'addressParam', addressSchema))
    const cargoParams = jsonArgument(params, 'cargoParamList', cargoSchema)
    const flow = params.flow || bestFlow(world, cargoParams)
    if (flow === 'saleproxy' && !cargoParams.every((cargo) => world.followed.has(cargo.offerId ?? ''))) throw cargoError('500_007')
    const cargo = priceCargo(world, cargoParams, flow)
    const [failed] = cargo.failed
    if (failed) throw new BusinessError(failed.code, failed.message)
    checkQuantities(cargo, flow)
    const products = cargo.lines.map((line) => line.product)
    const idsOf = (hit: (product: (typeof products)[number]) => boolean): bigint[] =>
      offerIds.parse(products.filter(hit).map((product) => product.offerId)).map(rawId)
    return {
      success: true,
      errorCode: null,
      errorMsg: null,
      postFeeByDescOfferList: idsOf((product) => product.quirk === 'freightByAgreement'),
      consignOfferList: idsOf((product) => product.isOnePsale),
      unsupportedCrossBorderPayOfferList: [],
      extPairList: [],
      orderPreviewResuslt: splitLines(world, cargo.lines).map((lines) =>
        previewOf(cargo.seller, lines, { flow, promotionId: params.shopPromotionId ?? null }),
      ),
    }
  },
}

/** One order that create would make: sums in fen, but `cargoList` in yuan. */
function previewOf(seller: Seller, lines: readonly CargoLine[], by: { flow: string; promotionId: string | null }): Record<string, unknown> {
  const sums = sumsOf(seller, lines, by.promotionId)
  const modes = tradeModesOf(lines)
  return {
    status: true,
    resultCode: '200',
    message: null,
    flowFlag: by.flow,
    tradeModeNameList: modes,
    tradeModelList: modes.map((tradeType) => ({
      tradeType,
      name: '担保交易',
      description: '买家付款到支付宝，确认收货后打款给卖家',
      opSupport: true,
    })),
    sumPayment: sums.paymentFen,
    sumPaymentNoCarriage: sums.goodsFen - sums.discountFen,
    sumCarriage: sums.carriageFen,
    discountFee: sums.discountFen,
    additionalFee: 0,
    totalFundUsageAmount: 0,
    totalPostFundUsageAmount: 0,
    taoSampleSinglePromotion: false,
    payChannelInfos: [
      { name: 'alipay', amountLimit: 99_999_999 },
      { name: 'shegou', amountLimit: 5_000_000 },
    ],
    cargoList: lines.map((line) => ({
      offerId: rawId(line.offerId),
      specId: line.specId,
      skuId: line.sku ? rawId(line.sku.skuId) : null,
      amount: line.amountFen / 100,
      finalUnitPrice: line.priceFen / 100,
      resultCode: '200',
      message: null,
      openOfferId: null,
      cargoPromotionList: [],
    })),
    shopPromotionList: seller.promotion
      ? [
          {
            promotionId: seller.promotion.id,
            selected: sums.promotionId !== null,
            text: `满${seller.promotion.fromFen / 100}减${seller.promotion.offFen / 100}`,
            desc: '店铺满减',
            freePostage: false,
            discountFee: seller.promotion.offFen,
          },
        ]
      : [],
    orderGroup: String(seller.index),
    canUseOfficialSolution: false,
    officialSolutionModelList: [],
    tradeServiceList: [],
    extPairList: [],
  }
}
