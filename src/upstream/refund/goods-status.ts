import type { RefundGoodsStatus } from '../../domain/upstream/refund.ts'

/** The request's word for where the goods are (spec 3.2); answers use numbers instead. */
export const GOODS_STATUS_WORDS: Readonly<Record<RefundGoodsStatus, string>> = {
  notShipped: 'refundWaitSellerSend',
  inTransit: 'refundWaitBuyerReceive',
  received: 'refundBuyerReceived',
  afterSaleNotReceived: 'aftersaleBuyerNotReceived',
  afterSaleReceived: 'aftersaleBuyerReceived',
}
