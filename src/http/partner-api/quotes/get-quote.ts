import { z } from 'zod'
import { Problem } from '../../problem.ts'
import { idWire } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { presentQuote, quoteExample, quoteWire } from './quote-presenter.ts'

export const getQuote = definePartnerRoute({
  method: 'GET',
  path: '/v1/quotes/{quoteId}',
  operationId: 'getQuote',
  tag: 'Quotes',
  summary: 'Read a quote',
  description: 'Also after it expired or was ordered.',
  scope: 'quotes:read',
  params: z.object({ quoteId: idWire('quo') }),
  response: { status: 200, schema: quoteWire, example: quoteExample },
  handler: async ({ reads, clock, tenant, params }) => {
    const quote = await reads.quote(tenant, params.quoteId)
    if (!quote) throw new Problem('resource.not_found')
    return presentQuote(quote, clock.now())
  },
})
