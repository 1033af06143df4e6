import { z } from 'zod'
import { type OfferedRate, offeredRate } from '../../../domain/quotes/offered-rate.ts'
import { CURRENCY_EXPONENTS, type Currency } from '../../../domain/shared/currencies.ts'
import { wholeList } from '../../pagination.ts'
import { currencyWire, instantWire, listWire, toInstantWire } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'

const decimal = z.string().regex(/^[0-9]+([.][0-9]+)?$/)

const exchangeRateWire = z
  .object({
    base: z.literal('CNY'),
    quote: currencyWire,
    referenceRate: decimal.meta({ description: 'Units of `quote` for one CNY before our margin, as a decimal.' }),
    referenceSource: z.string(),
    effectiveFrom: instantWire.meta({ description: 'Since when the reference rate holds.' }),
    marginBps: z.int().min(0).max(10_000).meta({ description: 'Our margin for you in hundredths of a percent; nothing on CNY.' }),
    marginRuleVersion: z.string().meta({ description: 'The row of rule `fxMargin` that set it; charges cite the same.' }),
    rate: decimal.meta({ description: 'What a quote would be charged at: reference and margin, as a decimal.' }),
    quotedAt: instantWire.meta({ description: 'When we said so. Only a quote locks a rate.' }),
    validUntil: instantWire.nullable().meta({ description: 'From then on quotes refuse the rate as too old; null without such a limit.' }),
    isQuotable: z.boolean().meta({ description: 'Whether a quote in this currency is possible now.' }),
  })
  .meta({ id: 'ExchangeRate', description: 'What one CNY is in a currency today.' })

const CURRENCIES = Object.keys(CURRENCY_EXPONENTS).sort() as Currency[]

export const listExchangeRates = definePartnerRoute({
  method: 'GET',
  path: '/v1/exchange-rates',
  operationId: 'listExchangeRates',
  tag: 'Wallet',
  summary: 'Read the exchange rates',
  description: 'Every currency we quote in, with the margin that is yours. A quote locks the rate; refunds use the locked one.',
  scope: 'wallet:read',
  response: {
    status: 200,
    schema: listWire(exchangeRateWire, 'ExchangeRateList'),
    example: wholeList([
      {
        base: 'CNY',
        quote: 'USD',
        referenceRate: '0.1404',
        referenceSource: 'Bank of China 10:00',
        effectiveFrom: '2026-11-22T02:00:05.000Z',
        marginBps: 150,
        marginRuleVersion: 'default',
        rate: '0.142506',
        quotedAt: '2026-11-22T03:00:00.000Z',
        validUntil: '2026-11-29T02:00:05.000Z',
        isQuotable: true,
      },
    ]),
  },
  handler: async ({ tenant, clock, rates, rules }) => {
    const now = clock.now()
    const offered = CURRENCIES.map((currency) => offeredRate({ rates, rules }, tenant, currency, now))
    return wholeList(offered.filter((rate) => rate !== undefined).map((rate) => presentRate(rate, now)))
  },
})

function presentRate(offered: OfferedRate, now: Date): z.input<typeof exchangeRateWire> {
  const { marginRule, effectiveFrom, validUntil, ...locked } = offered
  return {
    ...locked,
    effectiveFrom: effectiveFrom.toISOString(),
    marginRuleVersion: marginRule.version,
    validUntil: toInstantWire(validUntil),
    isQuotable: validUntil === null || validUntil > now,
  }
}
