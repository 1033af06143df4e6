import { z } from 'zod'
import type { QuoteRequest } from '../../../domain/use-cases.ts'
import { productIdWire, skuIdWire } from '../../schema/wire.ts'
import { inspectionLevelWire } from './quote-presenter.ts'

const lineInput = z
  .strictObject({
    productId: productIdWire,
    skuId: skuIdWire
      .nullable()
      .optional()
      .meta({ description: 'One of the variants of the product; leave it out for a product without variants.' }),
    quantity: z.int().min(1).max(1_000_000),
    inspectionLevel: inspectionLevelWire.optional().meta({ description: 'BASIC unless said.' }),
  })
  .meta({ id: 'QuoteLineInput', description: 'What to price.' })

/** At most 50 lines in one request; of several sellers, 1688 gets one order each, of at most 50 SKUs (domain.md 3.1). */
export const quoteLinesInput = z.array(lineInput).min(1).max(50).meta({
  description: '1 to 50 lines, of any number of sellers. What is more goes into further requests: a purchase is split by seller anyway.',
})

/** The lines in the words of the domain. */
export function toQuoteRequestLines(lines: z.output<typeof quoteLinesInput>): QuoteRequest['lines'] {
  return lines.map((line) => ({
    productId: line.productId,
    skuId: line.skuId ?? null,
    quantity: line.quantity,
    inspectionLevel: line.inspectionLevel ?? 'BASIC',
  }))
}
