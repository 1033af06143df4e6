import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import type { Test } from 'tap'
import type { CatalogueRules } from '../../../src/domain/catalogue/catalogue-rules.ts'
import { createCommands } from '../../../src/domain/commands.ts'
import { createPrepareUpload } from '../../../src/domain/files/prepare-upload.ts'
import { createReceivePush } from '../../../src/domain/messages/receive-push.ts'
import { SCOPES } from '../../../src/domain/partners/scopes.ts'
import { SHIPPED_BOOK } from '../../../src/domain/policy/rule-book.ts'
import { SHIPPED_RATE_BOOK } from '../../../src/domain/quotes/reference-rates.ts'
import { Refusal } from '../../../src/domain/shared/refusal.ts'
import { priceFreight } from '../../../src/domain/shipments/price-freight.ts'
import { createReceiveNotices } from '../../../src/domain/stock/receive-notices.ts'
import type { QuoteRequest, Sandbox } from '../../../src/domain/use-cases.ts'
import { createReceivePaymentMessage } from '../../../src/domain/wallet/receive-payment-message.ts'
import { createCleanUpload } from '../../../src/files/clean-upload.ts'
import { createCursors } from '../../../src/http/pagination.ts'
import { createCategoryAnswers } from '../../../src/http/partner-api/categories/category-answers.ts'
import { createProductAnswers } from '../../../src/http/partner-api/products/product-answers.ts'
import { createSupplierAnswers } from '../../../src/http/partner-api/suppliers/supplier-answers.ts'
import type { ApiKeyRecord } from '../../../src/http/plugins/api-keys.ts'
import { buildServer } from '../../../src/http/server.ts'
import { createPaymentProvider } from '../../../src/payments/create-payment-provider.ts'
import { createApiKey } from '../../../src/platform/api-key.ts'
import { createManualClock } from '../../../src/platform/clock.ts'
import { createLogger } from '../../../src/platform/logger.ts'
import { createFileReads } from '../../../src/store/files.ts'
import { createIdempotency } from '../../../src/store/idempotency.ts'
import { createReads } from '../../../src/store/reads.ts'
import { verifyPush } from '../../../src/upstream/push.ts'
import { NOW, openStore } from '../../store/open-store.ts'
import { aQuote, ids, newTenant } from '../../store/order-rows.ts'
import { NO_LIMITS } from '../support/sample-server.ts'
import { catalogueOf, emptyWorld, keepEverything } from './catalogue-world.ts'

/** The partner API on a real store with the real commands; only 1688 and the object store are stand-ins. */
export async function openPartnerServer(t: Test) {
  const store = await openStore(t)
  const clock = createManualClock(NOW)
  const cursors = createCursors('a secret of at least 32 characters')
  const keys = new Map<string, ApiKeyRecord>()
  const files = new Map<string, Uint8Array>()
  const world = emptyWorld()
  const sandbox: Sandbox = { simulate: async ({ event, resourceId }) => ({ resourceType: 'order', resourceId, state: event }) }
  const payments = createPaymentProvider({ baseUrl: 'http://127.0.0.1:1', merchantId: 'sandbox', secret: 'shh', now: () => clock.now() })
  const answering = { clock, cursors, catalogueFor: () => catalogueOf(world, clock), cache: keepEverything(), rates: SHIPPED_RATE_BOOK }
  const { app } = await buildServer({
    settings: { publicUrl: 'https://api.test', trustedProxies: [], limits: { live: NO_LIMITS, test: NO_LIMITS }, checkAnswers: true },
    logger: createLogger({ level: 'error', service: 'test' }),
    clock,
    ids,
    findApiKey: async (keyId) => keys.get(keyId),
    idempotency: createIdempotency(store.db, { clock }),
    health: { checks: [], isDraining: () => false },
    receivePush: createReceivePush({
      uow: store.unitOfWork,
      clock,
      ids,
      verifyPush: (body) => ({ livemode: false, verdict: verifyPush('test123', body) }),
    }),
    receivePaymentMessage: createReceivePaymentMessage({
      uow: store.unitOfWork,
      clock,
      ids,
      verifyPaymentMessage: (body, headers) => ({ livemode: false, verdict: payments.verifyMessage(body, headers) }),
    }),
    services: {
      commands: createCommands({
        clock,
        ids,
        priceFreight,
        rules: SHIPPED_BOOK,
        rates: SHIPPED_RATE_BOOK,
        topUpMethods: { bankInstructions: () => 'Bank, account 1', hasProvider: () => true },
      }),
      reads: createReads(store.db),
      preparations: {
        prepareQuote: async (request) => preparedQuote(request, clock.now()),
        prepareUpload: createPrepareUpload({
          ...{ uow: store.unitOfWork, clock, ids, rules: SHIPPED_BOOK, ...createFileReads(store.db), cleanFile: createCleanUpload() },
          putFile: async (storageKey, { bytes }) => void files.set(storageKey, bytes),
        }),
      },
      products: createProductAnswers(answering),
      categories: createCategoryAnswers(answering),
      searchImages: {
        find: async ({ picture }) => ('url' in picture ? { imageUrl: picture.url } : { imageId: String(picture.bytes.byteLength) }),
      },
      suppliers: createSupplierAnswers({ ...answering, qualityOf: async () => ({ ...world.quality }) }),
      sandbox,
      receiveNotices: createReceiveNotices({ uow: store.unitOfWork, clock }),
      rules: SHIPPED_BOOK,
      rates: SHIPPED_RATE_BOOK,
      cursors,
      clock,
      readFile: async (storageKey) => files.get(storageKey) ?? null,
    },
  })
  t.teardown(() => app.close())

  async function newPartner(options: NewPartner = {}) {
    const { livemode = false, scopes = SCOPES } = options
    const tenant = options.partnerId === undefined ? await newTenant(store, livemode) : { partnerId: options.partnerId, livemode }
    const key = createApiKey(livemode)
    keys.set(key.keyId, {
      id: ids.next('key'),
      ...key,
      ...tenant,
      scopes,
      apiVersion: '2026-11-01',
      expiresAt: null,
      revokedAt: null,
      catalogueRules: options.catalogueRules ?? null,
    })
    const call = (request: InjectOptions): Promise<LightMyRequestResponse> =>
      app.inject({ ...request, headers: { authorization: `Bearer ${key.text}`, ...request.headers } })
    const get = (url: string, headers: Record<string, string> = {}) => call({ url, headers })
    const post = (url: string, payload: object | undefined, headers: Record<string, string> = {}) =>
      call({ method: 'POST', url, ...(payload ? { payload } : {}), headers: { 'idempotency-key': ids.next('req'), ...headers } })
    return { tenant, key: key.text, call, get, post }
  }
  return { app, store, clock, files, world, newPartner }
}

type NewPartner = { livemode?: boolean; scopes?: readonly string[]; partnerId?: string; catalogueRules?: CatalogueRules }

export type PartnerServer = Awaited<ReturnType<typeof openPartnerServer>>
export type TestPartner = Awaited<ReturnType<PartnerServer['newPartner']>>

/** What 1688 would have said: 7.00 yuan a piece, and no stock of one product. */
function preparedQuote(request: QuoteRequest, now: Date) {
  const [first] = request.lines
  if (!first || first.productId === 'prd_404') throw new Refusal('product.not_found', { pointer: '#/lines/0/productId' })
  const { status: _status, orderId: _orderId, version: _version, ...prepared } = aQuote(request.tenant)
  const total = 100n * BigInt(first.quantity)
  return {
    ...prepared,
    currency: request.currency,
    language: request.language,
    totalMinor: total,
    createdAt: now,
    expiresAt: new Date(now.getTime() + 1_800_000),
    lines: request.lines.map((line, index) => ({
      lineNo: index + 1,
      productId: line.productId,
      offerId: line.productId.slice(4),
      skuId: line.skuId,
      specId: line.skuId?.slice(4) ?? null,
      sellerOpenId: 'BBBxx',
      sellerName: '某厂',
      titleZh: '杯子',
      title: 'Cup',
      imageUrl: null,
      attributes: [],
      quantity: line.quantity,
      unit: 'piece',
      unitPriceFen: 700n,
      goodsMinor: total,
      domesticFreightMinor: 0n,
      serviceFeeMinor: 0n,
      inspectionFeeMinor: 0n,
      fxMarginMinor: 0n,
      totalMinor: total,
      goodsFen: 700n * BigInt(line.quantity),
      domesticFreightFen: 0n,
      weightG: 250,
      weightSource: 'seller',
      shippingTimeGuarantee: null,
      serviceLabels: [],
      inspectionLevel: line.inspectionLevel,
      flow: 'general',
      sellerGroup: 0,
    })),
  }
}
