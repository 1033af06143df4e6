import { z } from 'zod'
import type { Quote, QuoteLine } from '../../../domain/quotes/quote.ts'
import type { Currency } from '../../../domain/shared/currencies.ts'
import { idWire, instantWire, moneyWire, productIdWire, skuIdWire, toInstantWire, toMoneyWire } from '../../schema/wire.ts'
import { EXAMPLE } from '../examples.ts'
import { presentQuotedService, quotedServiceExample, quotedServiceWire } from '../services/service-wire.ts'
import { chargeExample, chargeWire, presentCharge, presentRate, rateExample, rateWire } from './charge-presenter.ts'
import { estimateExample } from './estimate-example.ts'
import { estimateWire, presentEstimate } from './estimate-presenter.ts'
import { inspectionLevelWire } from './inspection-level-wire.ts'
import { presentNotices, quoteNoticeWire } from './quote-notices.ts'
import { presentSellerRisk, sellerRiskExample, sellerRiskWire } from './risk-presenter.ts'

export const attributeWire = z
  .object({ name: z.string(), value: z.string() })
  .meta({ id: 'GoodsAttribute', description: 'A property of the variant.' })

export const lineAmountsWire = z
  .object({
    goods: moneyWire,
    domesticFreight: moneyWire,
    serviceFee: moneyWire,
    inspectionFee: moneyWire,
    valueAddedServices: moneyWire,
    fxMargin: moneyWire,
    total: moneyWire,
  })
  .meta({ id: 'LineAmounts', description: 'What a line costs; the parts sum to the total.' })

const quoteLineWire = z
  .object({
    lineNo: z.int().min(1),
    productId: productIdWire,
    skuId: skuIdWire.nullable(),
    title: z.string(),
    titleZh: z.string(),
    imageUrl: z.string().nullable(),
    attributes: z.array(attributeWire),
    sellerName: z.string(),
    quantity: z.int().min(1),
    unit: z.string(),
    unitPrice: moneyWire.meta({ description: "The seller's price, in CNY." }),
    amounts: lineAmountsWire,
    weightGrams: z.int().min(0).nullable().meta({ description: 'Of one unit; null when unknown.' }),
    weightSource: z.string().nullable(),
    shippingTimeGuarantee: z.string().nullable(),
    serviceLabels: z.array(z.string()),
    inspectionLevel: inspectionLevelWire,
    services: z.array(quotedServiceWire),
    sellerRisk: sellerRiskWire.nullable(),
    notices: z.array(quoteNoticeWire).meta({ description: 'What to know before ordering the line; empty as a rule.' }),
    sellerGroup: z.int().min(0).meta({ description: 'Lines of one group are bought together.' }),
  })
  .meta({ id: 'QuoteLine', description: 'One variant of the quote, priced.' })

export const quoteWire = z
  .object({
    object: z.literal('quote'),
    id: idWire('quo'),
    livemode: z.boolean(),
    status: z.enum(['OPEN', 'ORDERED', 'EXPIRED']),
    lines: z.array(quoteLineWire),
    charges: z.array(chargeWire),
    rate: rateWire,
    total: moneyWire.meta({ description: 'All that is charged for the quote; nothing of `estimate` is in it.' }),
    estimate: estimateWire.nullable(),
    language: z.string(),
    orderId: idWire('ord').nullable(),
    createdAt: instantWire,
    expiresAt: instantWire,
  })
  .meta({ id: 'Quote', description: 'A landed price in the warehouse, locked until it expires.' })

/** A quote for the wire; `now` decides whether an open one has expired. */
export function presentQuote(quote: Quote, now: Date): z.input<typeof quoteWire> {
  return {
    object: 'quote',
    id: quote.id,
    livemode: quote.livemode,
    status: quote.status === 'OPEN' && quote.expiresAt <= now ? 'EXPIRED' : quote.status,
    lines: quote.lines.map((line) => presentLine(line, quote.currency)),
    charges: quote.charges.map(presentCharge),
    rate: presentRate(quote.rate),
    total: toMoneyWire(quote.totalMinor, quote.currency),
    estimate:
      quote.estimate && presentEstimate(quote.estimate, { currency: quote.currency, payableMinor: quote.totalMinor, units: quote.lines }),
    language: quote.language,
    orderId: quote.orderId,
    createdAt: toInstantWire(quote.createdAt),
    expiresAt: toInstantWire(quote.expiresAt),
  }
}

type Amounts = Pick<
  QuoteLine,
  'goodsMinor' | 'domesticFreightMinor' | 'serviceFeeMinor' | 'inspectionFeeMinor' | 'vasMinor' | 'fxMarginMinor' | 'totalMinor'
>

/** The parts of a line's price in the currency of its quote. */
export function presentAmounts(line: Amounts, currency: Currency): z.input<typeof lineAmountsWire> {
  return {
    goods: toMoneyWire(line.goodsMinor, currency),
    domesticFreight: toMoneyWire(line.domesticFreightMinor, currency),
    serviceFee: toMoneyWire(line.serviceFeeMinor, currency),
    inspectionFee: toMoneyWire(line.inspectionFeeMinor, currency),
    valueAddedServices: toMoneyWire(line.vasMinor ?? 0n, currency),
    fxMargin: toMoneyWire(line.fxMarginMinor, currency),
    total: toMoneyWire(line.totalMinor, currency),
  }
}

function presentLine(line: QuoteLine, currency: Currency): z.input<typeof quoteLineWire> {
  const { lineNo, productId, skuId, title, titleZh, imageUrl, attributes, sellerName, quantity, unit } = line
  const { weightSource, shippingTimeGuarantee, serviceLabels, inspectionLevel, sellerGroup } = line
  return {
    ...{ lineNo, productId, skuId, title, titleZh, imageUrl, attributes, sellerName, quantity, unit },
    unitPrice: toMoneyWire(line.unitPriceFen, 'CNY'),
    amounts: presentAmounts(line, currency),
    weightGrams: line.weightG,
    ...{ weightSource, shippingTimeGuarantee, serviceLabels, inspectionLevel, sellerGroup },
    services: (line.services ?? []).map((service) => presentQuotedService(service, currency)),
    notices: presentNotices(line),
    sellerRisk: line.sellerRisk === undefined ? null : presentSellerRisk(line.sellerRisk),
  }
}

const usd = (amount: number) => ({ amount, currency: 'USD' as const })
export const amountsExample: z.input<typeof lineAmountsWire> = {
  goods: usd(12_636),
  domesticFreight: usd(112),
  serviceFee: usd(632),
  inspectionFee: usd(351),
  valueAddedServices: usd(351),
  fxMargin: usd(211),
  total: usd(14_293),
}

export const quoteExample: z.input<typeof quoteWire> = {
  object: 'quote',
  id: EXAMPLE.quote,
  livemode: true,
  status: 'OPEN',
  lines: [
    {
      lineNo: 1,
      productId: EXAMPLE.product,
      skuId: EXAMPLE.sku,
      title: 'Desk lamp, warm light',
      titleZh: '暖光台灯',
      imageUrl: 'https://cbu01.alicdn.com/img/ibank/lamp.jpg',
      attributes: [{ name: 'colour', value: 'white' }],
      sellerName: '义乌灯具厂',
      quantity: 50,
      unit: 'piece',
      unitPrice: { amount: 1800, currency: 'CNY' },
      amounts: amountsExample,
      weightGrams: 420,
      weightSource: 'official',
      shippingTimeGuarantee: 'shipIn48Hours',
      serviceLabels: [],
      inspectionLevel: 'STANDARD',
      services: [quotedServiceExample],
      sellerRisk: sellerRiskExample,
      notices: [],
      sellerGroup: 0,
    },
  ],
  charges: [chargeExample],
  rate: rateExample,
  total: usd(14_293),
  estimate: estimateExample,
  language: 'en',
  orderId: null,
  createdAt: EXAMPLE.at,
  expiresAt: EXAMPLE.later,
}
