import type { AgentOrder, OrderLine } from '../../src/domain/orders/order.ts'
import type { Purchase } from '../../src/domain/orders/purchase.ts'
import { initialQuantities } from '../../src/domain/orders/quantities.ts'
import type { Transaction } from '../../src/domain/ports.ts'
import type { LockedRate, Quote } from '../../src/domain/quotes/quote.ts'
import type { Tenant } from '../../src/domain/shared/tenant.ts'
import { createIds } from '../../src/platform/ids.ts'
import { NOW, type Store } from './open-store.ts'

export const ids = createIds()

/** A new partner and its tenant. */
export async function newTenant({ db }: Pick<Store, 'db'>, livemode = false): Promise<Tenant> {
  const partnerId = ids.next('par')
  await db
    .insertInto('partner')
    .values({
      id: partnerId,
      name: 'A partner',
      status: 'ACTIVE',
      defaultCurrency: 'USD',
      defaultLanguage: 'en',
      storefrontTemplate: null,
      createdAt: NOW,
      version: 1,
    })
    .execute()
  return { partnerId, livemode }
}

const RATE: LockedRate = {
  base: 'CNY',
  quote: 'USD',
  referenceRate: '0.1400',
  referenceSource: 'test',
  marginBps: 150,
  rate: '0.1421',
  quotedAt: NOW.toISOString(),
}

export function aQuote(tenant: Tenant, change: Partial<Quote> = {}): Quote {
  return {
    ...tenant,
    id: ids.next('quo'),
    status: 'OPEN',
    currency: 'USD',
    language: 'en',
    lines: [],
    charges: [{ code: 'GOODS', lineNo: 1, amountMinor: 1000n, currency: 'USD', ruleId: 'goods', ruleVersion: '1', inputs: { n: '1' } }],
    rate: RATE,
    estimate: null,
    totalMinor: 1000n,
    createdAt: NOW,
    expiresAt: new Date(NOW.getTime() + 1_800_000),
    orderId: null,
    version: 1,
    ...change,
  }
}

export function anOrder(tenant: Tenant, quoteId: string, change: Partial<AgentOrder> = {}): AgentOrder {
  return {
    ...tenant,
    id: ids.next('ord'),
    quoteId,
    externalRef: null,
    currency: 'USD',
    rate: RATE,
    charges: [],
    totalMinor: 1000n,
    metadata: { orderNo: 'A-1', snake_key: 'kept' },
    note: null,
    createdAt: NOW,
    updatedAt: NOW,
    paidAt: null,
    payBefore: new Date(NOW.getTime() + 86_400_000),
    version: 1,
    ...change,
  }
}

export function aLine(tenant: Tenant, orderId: string, change: Partial<OrderLine> = {}): OrderLine {
  return {
    ...tenant,
    ...initialQuantities(10),
    id: ids.next('oln'),
    orderId,
    lineNo: 1,
    state: 'PENDING_PAYMENT',
    productId: 'prd_600000000000000001',
    offerId: '600000000000000001',
    skuId: null,
    specId: null,
    sellerOpenId: 'BBBxx',
    sellerGroup: 0,
    flow: 'general',
    purchaseId: null,
    snapshot: {
      titleZh: '杯子',
      title: 'Cup',
      imageUrl: null,
      attributes: [{ name: 'colour', value: 'red', nameZh: '颜色', valueZh: '红色' }],
      sellerName: '某厂',
      shippingTimeGuarantee: null,
      serviceLabels: [],
      capturedAt: NOW.toISOString(),
    },
    unitPriceFen: 700n,
    goodsFen: 7000n,
    domesticFreightFen: 0n,
    goodsMinor: 900n,
    domesticFreightMinor: 0n,
    serviceFeeMinor: 50n,
    inspectionFeeMinor: 0n,
    vasMinor: 0n,
    services: [],
    fxMarginMinor: 50n,
    totalMinor: 1000n,
    refundedMinor: 0n,
    inspectionLevel: 'BASIC',
    exceptionPolicy: 'ACCEPT_AS_IS',
    remark: null,
    priceTolerance: null,
    weightG: 250,
    upstreamOrderId: null,
    upstreamEntryId: null,
    priceAsk: null,
    priceAnswerBy: null,
    completedAt: null,
    stopAsked: null,
    pictures: null,
    snapshotUrl: null,
    createdAt: NOW,
    updatedAt: NOW,
    version: 1,
    ...change,
  }
}

export function aPurchase(tenant: Tenant, orderId: string, change: Partial<Purchase> = {}): Purchase {
  return {
    ...tenant,
    id: ids.next('pch'),
    orderId,
    sellerOpenId: 'BBBxx',
    flow: 'general',
    state: 'INTENDED',
    expectedFen: 7000n,
    upstreamAmountFen: null,
    upstreamOrderId: null,
    attemptedAt: null,
    attempts: 0,
    unsureSince: null,
    paymentAttempts: 0,
    lastOutcome: null,
    paidAt: null,
    promiseDueAt: null,
    upstreamStatus: null,
    upstreamModifiedAt: null,
    syncedAt: null,
    turn: 0,
    createdAt: NOW,
    updatedAt: NOW,
    version: 1,
    ...change,
  }
}

/** An order with one line, as a transaction leaves it. */
export async function insertOrder(
  tx: Transaction,
  tenant: Tenant,
  change: { order?: Partial<AgentOrder>; line?: Partial<OrderLine> } = {},
) {
  const quote = aQuote(tenant)
  const order = anOrder(tenant, quote.id, change.order)
  const line = aLine(tenant, order.id, change.line)
  await tx.quotes.insert({ ...quote, status: 'ORDERED', orderId: order.id })
  await tx.orders.insert(order)
  await tx.lines.insert(line)
  return { quote, order, line }
}
