import type { Authorization } from './authorization.ts'
import type {
  CancelOutcome,
  CreateOutcome,
  MoveOutcome,
  OrderPage,
  OrderPreview,
  OrderRequest,
  PaymentAgreement,
  PayOutcome,
  TimeWindow,
  UpstreamOrder,
} from './order.ts'
import type { UpstreamParcel, UpstreamTrace } from './parcel.ts'
import type { Category, ImageQuery, Product, ProductPage, ProductQuery, SellerProductQuery } from './product.ts'
import type { PushPage, PushVerdict } from './push.ts'
import type {
  LogisticsCompany,
  MaxRefund,
  MaxRefundRequest,
  RefundGoodsStatus,
  RefundOutcome,
  RefundPage,
  RefundReason,
  RefundRequest,
  ReturnAddress,
  ReturnParcel,
  UpstreamRefund,
} from './refund.ts'

/**
 * 1688 in our words: money is fen (CNY), ids are strings, times are instants. Whatever 1688 says, refusals included, is an
 * answer; `UpstreamError` is thrown only when it could not be asked or understood.
 */
export interface Upstream1688
  extends UpstreamCatalogue,
    UpstreamTrade,
    UpstreamLogistics,
    UpstreamRefunds,
    UpstreamPush,
    UpstreamAuthorization {}

/** Reading goods: safe to repeat, cached by the catalogue cache. */
export interface UpstreamCatalogue {
  searchProducts(query: ProductQuery): Promise<ProductPage>
  /** Undefined when there is no such product. */
  getProduct(offerId: string, language: string): Promise<Product | undefined>
  listSellerProducts(query: SellerProductQuery): Promise<ProductPage>
  relatedProducts(offerId: string, language: string): Promise<ProductPage>
  /** The image id for `searchByImage`. */
  uploadSearchImage(image: Uint8Array): Promise<string>
  searchByImage(query: ImageQuery): Promise<ProductPage>
  /** Root is category `'0'`; undefined when unknown. */
  getCategory(categoryId: string, language: string): Promise<Category | undefined>
  /** From now on 1688 pushes changes of this product; again changes nothing. */
  followProduct(offerId: string): Promise<void>
}

/** Buying. `createOrder`, `payOrder` and `cancelOrder` make exactly one attempt; `unknown` must be looked up. */
export interface UpstreamTrade {
  previewOrder(request: OrderRequest & { outOrderId?: string }): Promise<OrderPreview>
  createOrder(request: OrderRequest & { flow: string; outOrderId: string }): Promise<CreateOutcome>
  /** The look-up after an unknown create, over orders created in the window; the answer may lag behind the create. */
  findOrdersByOutOrderId(outOrderId: string, window: TimeWindow): Promise<UpstreamOrder[]>
  payOrder(upstreamOrderId: string, amountFen: bigint): Promise<PayOutcome>
  /** Whether orders can be paid without a person, and through what. */
  paymentAgreements(): Promise<PaymentAgreement[]>
  getOrder(upstreamOrderId: string): Promise<UpstreamOrder | undefined>
  /** One page, counted from 1, of the orders modified in the window. */
  listOrdersModifiedSince(window: TimeWindow, page: number): Promise<OrderPage>
  cancelOrder(upstreamOrderId: string, reason: 'buyerCancel' | 'sellerLacksGoods' | 'other', remark?: string): Promise<CancelOutcome>
  /** Releases the money for these lines and turns their refunds into after-sale ones. */
  confirmReceipt(upstreamOrderId: string, lineIds: string[]): Promise<MoveOutcome>
}

export interface UpstreamLogistics {
  /** Empty while nothing is shipped. */
  getParcels(upstreamOrderId: string): Promise<UpstreamParcel[]>
  /** Oldest step first; empty when there is no trace yet. */
  getTrace(upstreamOrderId: string, logisticsId?: string): Promise<UpstreamTrace[]>
  /** Asks the seller to ship; allowed once in 24 hours. */
  urgeShipment(upstreamOrderId: string): Promise<MoveOutcome>
}

export interface UpstreamRefunds {
  refundReasons(upstreamOrderId: string, lineIds: string[], goodsStatus: RefundGoodsStatus): Promise<RefundReason[]>
  maxRefund(request: MaxRefundRequest): Promise<MaxRefund>
  /** A JPEG under 1 MB; gives the URL to use in `voucherUrls`. */
  uploadVoucher(jpeg: Uint8Array): Promise<string>
  /** Exactly one attempt: 1688 has no request id here. */
  createRefund(request: RefundRequest): Promise<RefundOutcome>
  getRefund(upstreamRefundId: string): Promise<UpstreamRefund | undefined>
  findRefundsOfOrder(upstreamOrderId: string): Promise<UpstreamRefund[]>
  /** One page, counted from 1, of the refunds modified in the window. */
  listRefundsModifiedSince(window: TimeWindow, page: number): Promise<RefundPage>
  returnGoods(parcel: ReturnParcel): Promise<MoveOutcome>
  cancelRefund(upstreamRefundId: string): Promise<MoveOutcome>
  returnAddress(upstreamOrderId: string): Promise<ReturnAddress[]>
  /** Carrier codes that `returnGoods` takes. */
  logisticsCompanies(): Promise<LogisticsCompany[]>
}

export interface UpstreamPush {
  /** Checks the signature on the bytes as received, then reads them without losing digits. */
  verifyPush(rawFormBody: Uint8Array | string): PushVerdict
  /** Reads the text of a message that was verified when it came in, as the inbox kept it. */
  readPush(payload: string): PushVerdict
  /** Messages 1688 could not deliver, one page counted from 1; they stay until confirmed. */
  listUndeliveredPushes(window: TimeWindow, page: number): Promise<PushPage>
  confirmPushes(messageIds: string[]): Promise<void>
  /** 1688's clock: the cheapest proof that address, key and signature work. */
  serverTime(): Promise<Date>
}

/** The buyer's consent our calls are made with. Tokens renew themselves; this is for the clock and for people. */
export interface UpstreamAuthorization {
  authorization(): Promise<Authorization>
  /** Takes the code of a new authorization (it lives two minutes); from then on every process uses its tokens. Throws UpstreamError. */
  authorize(code: string, redirectUri: string): Promise<Authorization>
  /** Asks for a longer life of the authorization when its end is near; otherwise does nothing. */
  keepAuthorized(): Promise<void>
}
