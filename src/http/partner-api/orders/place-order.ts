import { z } from 'zod'
import { refuseBlockedGoods } from '../../../domain/orders/refuse-blocked-goods.ts'
import { money } from '../../../domain/shared/money.ts'
import { Refusal } from '../../../domain/shared/refusal.ts'
import { answer } from '../../answer.ts'
import { Problem } from '../../problem.ts'
import { currencyWire, externalRefInput, idWire, metadataInput, moneyInput } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { EXAMPLE } from '../examples.ts'
import { languageInput } from '../languages.ts'
import { forEveryLine, quoteLinesInput, toQuoteRequestLines } from '../quotes/quote-lines-input.ts'
import { lineOptionsInput, toLineOptions, toleranceInput, toTolerance } from './line-options-input.ts'
import { exceptionPolicyWire, orderExample, orderTag, orderWire, presentOrder } from './order-presenter.ts'

export const placeOrder = definePartnerRoute({
  method: 'POST',
  path: '/v1/orders',
  operationId: 'placeOrder',
  tag: 'Orders',
  summary: 'Place an order',
  description:
    'From an open quote, at its price, or from lines, which are priced live by 1688 and quoted on the way. The order waits for payment, unless you say `pay`; nothing is bought before. A quote makes one order. Up to 50 lines; each seller gets orders of at most 50 SKUs. One order a call, two units of quota each; partners take turns at 1688, so many orders of yours wait for each other and not for those of others.',
  scope: 'orders:write',
  cost: 2,
  body: z
    .strictObject({
      quoteId: idWire('quo').optional().meta({ description: 'The quote to order; without it give `lines`.' }),
      lines: quoteLinesInput.optional().meta({ description: 'What to order without a quote of your own: 1 to 50 lines.' }),
      ...forEveryLine,
      currency: currencyWire.optional().meta({ description: 'With `lines`: your default currency unless said.' }),
      lang: languageInput.optional().meta({ description: 'With `lines`: your default language unless said.' }),
      maxTotal: moneyInput
        .optional()
        .meta({ description: 'If the total is more, nothing is ordered: 409 `order.price_ceiling_exceeded`.' }),
      pay: z.boolean().optional().meta({
        description: 'True: paid from the wallet at once, which needs the scope `orders:pay`; the order is made and paid, or neither.',
      }),
      externalRef: externalRefInput.optional(),
      metadata: metadataInput.optional(),
      note: z.string().max(500).optional().meta({ description: 'For our buyers; not shown to sellers.' }),
      exceptionPolicy: exceptionPolicyWire.optional().meta({
        description:
          'For units with a problem when you stay silent; unless said, damaged or wrong pieces go back and missing ones are claimed, or what the operator’s rule says.',
      }),
      priceTolerance: toleranceInput
        .optional()
        .meta({ description: 'For every line that does not say otherwise; the operator’s unless said.' }),
      lineOptions: z.array(lineOptionsInput).max(50).optional().meta({ description: 'What you say about single lines.' }),
    })
    .meta({ id: 'PlaceOrder' }),
  bodyExample: {
    quoteId: EXAMPLE.quote,
    externalRef: 'PO-2026-1107',
    metadata: { campaign: 'winter' },
    lineOptions: [{ lineNo: 1, remark: '请勿使用带品牌的包装', confirmedAttributes: [{ name: 'colour', value: 'white' }] }],
  },
  response: { status: 201, schema: orderWire, example: orderExample },
  problems: [402, 404, 409, 410, 502, 504],
  idempotent: true,
  prepareWhen: ({ lines }) => lines !== undefined,
  prepare: async ({ preparations, principal, tenant, body }) => {
    requireQuoteOrLines(body)
    return preparations.prepareQuote({
      tenant,
      currency: body.currency ?? principal.defaults.currency,
      language: body.lang ?? principal.defaults.language,
      catalogueRules: principal.view.rules,
      lines: toQuoteRequestLines({ ...body, lines: body.lines ?? [] }),
    })
  },
  handler: async ({ commands, tx, tenant, principal, actor, body, prepared }) => {
    requireQuoteOrLines(body)
    if (body.pay && !principal.scopes.has(PAY)) throw new Problem('auth.scope_missing', { allowed: [PAY] })
    const quoted = prepared === null ? undefined : await commands.saveQuote(tx, prepared)
    const { rules } = principal.view
    if (rules !== null && body.quoteId !== undefined) await refuseBlockedGoods(tx, { tenant, quoteId: body.quoteId, rules })
    const view = await commands.placeOrder(tx, {
      tenant,
      actor,
      quoteId: quoted?.id ?? body.quoteId ?? '',
      externalRef: body.externalRef ?? null,
      metadata: body.metadata ?? {},
      note: body.note ?? null,
      pay: body.pay ?? false,
      exceptionPolicy: body.exceptionPolicy ?? null,
      priceTolerance: toTolerance(body.priceTolerance),
      lineOptions: toLineOptions(body.lineOptions),
      most: body.maxTotal === undefined ? null : money(body.maxTotal.amount, body.maxTotal.currency),
    })
    return answer(presentOrder(view), { location: `/v1/orders/${view.order.id}`, etag: orderTag(view) })
  },
})

const PAY = 'orders:pay'

function requireQuoteOrLines({ quoteId, lines }: { quoteId?: unknown; lines?: unknown }): void {
  if ((quoteId === undefined) === (lines === undefined)) throw new Refusal('order.quote_or_lines', { pointer: '#/quoteId' })
}
