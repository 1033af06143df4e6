import { setTimeout as delay } from 'node:timers/promises'
import { type Dispatcher, Pool } from 'undici'
import type { Clock } from '../domain/shared/clock.ts'
import type { UpstreamTokenStore, UpstreamTokens } from '../domain/upstream/token-store.ts'
import type { Upstream1688, UpstreamAuthorization } from '../domain/upstream/upstream-port.ts'
import type { Logger } from '../platform/logger.ts'
import { followProduct } from './catalogue/follow-product.ts'
import { getCategory } from './catalogue/get-category.ts'
import { getProduct } from './catalogue/get-product.ts'
import { listSellerProducts } from './catalogue/list-seller-products.ts'
import { relatedProducts } from './catalogue/related-products.ts'
import { searchByImage } from './catalogue/search-by-image.ts'
import { searchProducts } from './catalogue/search-products.ts'
import { uploadSearchImage } from './catalogue/upload-search-image.ts'
import { type ApiClient, type CallObservation, createClient } from './client.ts'
import { getParcels } from './logistics/get-parcels.ts'
import { getTrace } from './logistics/get-trace.ts'
import { logisticsCompanies } from './logistics/logistics-companies.ts'
import { urgeShipment } from './logistics/urge-shipment.ts'
import { createPacing, type Pause } from './pacing.ts'
import { confirmPushes } from './push/confirm-pushes.ts'
import { listUndeliveredPushes } from './push/list-undelivered.ts'
import { readMessage, verifyPush } from './push.ts'
import { cancelRefund } from './refund/cancel-refund.ts'
import { createRefund } from './refund/create-refund.ts'
import { findRefundsOfOrder } from './refund/find-refunds-of-order.ts'
import { getRefund } from './refund/get-refund.ts'
import { listRefundsModifiedSince } from './refund/list-refunds.ts'
import { maxRefund } from './refund/max-refund.ts'
import { refundReasons } from './refund/refund-reasons.ts'
import { returnAddress } from './refund/return-address.ts'
import { returnGoods } from './refund/return-goods.ts'
import { uploadVoucher } from './refund/upload-voucher.ts'
import { createGuard, defaultLimits, type Limits } from './resilience.ts'
import { serverTime } from './system/server-time.ts'
import { createTokenEndpoint } from './token-endpoint.ts'
import { createTokenSource, type TokenSource } from './tokens.ts'
import { cancelOrder } from './trade/cancel-order.ts'
import { confirmReceipt } from './trade/confirm-receipt.ts'
import { createOrder } from './trade/create-order.ts'
import { findOrdersByOutOrderId } from './trade/find-orders-by-out-order-id.ts'
import { getOrder } from './trade/get-order.ts'
import { listOrdersModifiedSince } from './trade/list-orders.ts'
import { payOrder } from './trade/pay-order.ts'
import { paymentAgreements } from './trade/payment-agreements.ts'
import { previewOrder } from './trade/preview-order.ts'

export type Timeouts = { connectMs: number; readMs: number; effectMs: number }

export type UpstreamOptions = {
  /** `https://gw.open.1688.com`, or the mock's address; no path. */
  baseUrl: string
  appKey: string
  appSecret: string
  tokens: UpstreamTokenStore
  /** The configured tokens, tried again when those in the store have died. */
  seed?: UpstreamTokens | undefined
  timeouts?: Partial<Timeouts>
  limits?: Partial<Limits>
  clock: Clock
  logger: Logger
  /** Hears of every call, for metrics. */
  onCall?: (call: CallObservation) => void
  /** For tests: what carries the requests, and how waiting is done. */
  dispatcher?: Dispatcher
  sleep?: (ms: number) => Promise<void>
}

/** An effect may take long before it answers; giving up early only makes more unknown outcomes. */
const defaultTimeouts: Timeouts = { connectMs: 3_000, readMs: 8_000, effectMs: 30_000 }
/** Longer than any documented answer; stops a runaway body. */
const LARGEST_ANSWER_BYTES = 16 * 1024 * 1024

/** A renewal everybody waits for may take its time, but less than the claim on it lasts. */
const TOKEN_TIMEOUT_MS = 10_000

/** The port to 1688 for one app and one buyer account; `pauses` tells what is held back, `close` lets running calls finish. */
export function createUpstream1688(options: UpstreamOptions): Upstream1688 & { pauses(): Pause[]; close(): Promise<void> } {
  const limits = { ...defaultLimits, ...options.limits }
  const timeouts = { ...defaultTimeouts, ...options.timeouts }
  const dispatcher = options.dispatcher ?? createPool(options.baseUrl, limits.concurrency.catalogue + limits.concurrency.trade, timeouts)
  const { baseUrl, appKey, appSecret, clock, logger } = options
  const sleep = options.sleep ?? ((ms: number) => delay(ms))
  const endpoint = createTokenEndpoint({ dispatcher, baseUrl, appKey, appSecret, timeoutMs: TOKEN_TIMEOUT_MS, clock })
  const tokens = createTokenSource({ store: options.tokens, seed: options.seed, endpoint, clock, sleep, logger })
  const pacing = createPacing({ clock, stepsMs: limits.pacingStepsMs, quotaStepsMs: limits.quotaStepsMs })
  const client = createClient({
    ...{ baseUrl, appKey, appSecret, dispatcher, tokens, limits, timeouts, clock, logger },
    onCall: options.onCall,
    pacing,
    guard: createGuard(limits),
    sleep,
  })
  return { ...bindApis(client, appSecret), ...bindAuthorization(tokens), pauses: pacing.pauses, close: () => dispatcher.close() }
}

function bindAuthorization(tokens: TokenSource): UpstreamAuthorization {
  return {
    authorization: tokens.authorization,
    authorize: tokens.authorize,
    keepAuthorized: tokens.postpone,
  }
}

function bindApis(client: ApiClient, appSecret: string): Omit<Upstream1688, keyof UpstreamAuthorization> {
  return {
    searchProducts: (query) => searchProducts(client, query),
    getProduct: (offerId, language) => getProduct(client, offerId, language),
    listSellerProducts: (query) => listSellerProducts(client, query),
    relatedProducts: (offerId, language) => relatedProducts(client, offerId, language),
    uploadSearchImage: (image) => uploadSearchImage(client, image),
    searchByImage: (query) => searchByImage(client, query),
    getCategory: (categoryId, language) => getCategory(client, categoryId, language),
    followProduct: (offerId) => followProduct(client, offerId),
    previewOrder: (request) => previewOrder(client, request),
    createOrder: (request) => createOrder(client, request),
    findOrdersByOutOrderId: (outOrderId, window) => findOrdersByOutOrderId(client, outOrderId, window),
    payOrder: (upstreamOrderId, amountFen) => payOrder(client, upstreamOrderId, amountFen),
    paymentAgreements: () => paymentAgreements(client),
    getOrder: (upstreamOrderId) => getOrder(client, upstreamOrderId),
    listOrdersModifiedSince: (window, page) => listOrdersModifiedSince(client, window, page),
    cancelOrder: (upstreamOrderId, reason, remark) => cancelOrder(client, { upstreamOrderId, reason, remark }),
    confirmReceipt: (upstreamOrderId, lineIds) => confirmReceipt(client, upstreamOrderId, lineIds),
    getParcels: (upstreamOrderId) => getParcels(client, upstreamOrderId),
    getTrace: (upstreamOrderId, logisticsId) => getTrace(client, upstreamOrderId, logisticsId),
    urgeShipment: (upstreamOrderId) => urgeShipment(client, upstreamOrderId),
    refundReasons: (upstreamOrderId, lineIds, goodsStatus) => refundReasons(client, { upstreamOrderId, lineIds, goodsStatus }),
    maxRefund: (request) => maxRefund(client, request),
    uploadVoucher: (jpeg) => uploadVoucher(client, jpeg),
    createRefund: (request) => createRefund(client, request),
    getRefund: (upstreamRefundId) => getRefund(client, upstreamRefundId),
    findRefundsOfOrder: (upstreamOrderId) => findRefundsOfOrder(client, upstreamOrderId),
    listRefundsModifiedSince: (window, page) => listRefundsModifiedSince(client, window, page),
    returnGoods: (parcel) => returnGoods(client, parcel),
    cancelRefund: (upstreamRefundId) => cancelRefund(client, upstreamRefundId),
    returnAddress: (upstreamOrderId) => returnAddress(client, upstreamOrderId),
    logisticsCompanies: () => logisticsCompanies(client),
    verifyPush: (rawFormBody) => verifyPush(appSecret, rawFormBody),
    readPush: readMessage,
    listUndeliveredPushes: (window, page) => listUndeliveredPushes(client, window, page),
    confirmPushes: (messageIds) => confirmPushes(client, messageIds),
    serverTime: () => serverTime(client),
  }
}

/** Deadlines are set per call; the pool's own only catch what slips past them. */
function createPool(baseUrl: string, connections: number, timeouts: Timeouts): Pool {
  return new Pool(baseUrl, {
    connections,
    connectTimeout: timeouts.connectMs,
    headersTimeout: timeouts.effectMs,
    bodyTimeout: timeouts.effectMs,
    maxResponseSize: LARGEST_ANSWER_BYTES,
  })
}
