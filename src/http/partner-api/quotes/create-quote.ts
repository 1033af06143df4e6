import { z } from 'zod'
import { answer } from '../../answer.ts'
import { currencyWire } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { EXAMPLE } from '../examples.ts'
import { languageInput } from '../languages.ts'
import { destinationInput, forEveryLine, quoteLinesInput, toQuoteRequestLines } from './quote-lines-input.ts'
import { presentQuote, quoteExample, quoteWire } from './quote-presenter.ts'

export const createQuote = definePartnerRoute({
  method: 'POST',
  path: '/v1/quotes',
  operationId: 'createQuote',
  tag: 'Quotes',
  summary: 'Price a basket',
  description:
    'Asks 1688 what the lines cost now and locks price and exchange rate for a limited time. Nothing is ordered or paid. With `destination` it also estimates what the goods would cost there.',
  scope: 'quotes:write',
  cost: 5,
  body: z
    .strictObject({
      lines: quoteLinesInput,
      ...forEveryLine,
      destination: destinationInput.optional().meta({ description: 'Asks for `estimate`: freight, duties and the landed total there.' }),
      currency: currencyWire.optional().meta({ description: 'Of all amounts; your default currency unless said.' }),
      lang: languageInput.optional().meta({ description: 'Of product texts; your default language unless said.' }),
    })
    .meta({ id: 'CreateQuote' }),
  bodyExample: {
    lines: [{ productId: EXAMPLE.product, skuId: EXAMPLE.sku, quantity: 50, inspectionLevel: 'STANDARD', services: [{ code: 'RELABEL' }] }],
    destination: { country: 'DE', postalCode: '10115' },
    currency: 'USD',
    lang: 'en',
  },
  response: { status: 201, schema: quoteWire, example: quoteExample },
  problems: [404, 409, 502, 504],
  idempotent: true,
  prepare: async ({ preparations, principal, tenant, body }) =>
    preparations.prepareQuote({
      tenant,
      currency: body.currency ?? principal.defaults.currency,
      language: body.lang ?? principal.defaults.language,
      catalogueRules: principal.view.rules,
      lines: toQuoteRequestLines(body),
      destination:
        body.destination === undefined ? null : { countryCode: body.destination.country, postalCode: body.destination.postalCode ?? null },
    }),
  handler: async ({ commands, tx, prepared }) => {
    const quote = await commands.saveQuote(tx, prepared)
    return answer(presentQuote(quote, quote.createdAt), { location: `/v1/quotes/${quote.id}` })
  },
})
