import { z } from 'zod'
import type { QuoteRequest } from '../../../domain/use-cases.ts'
import { productIdWire, skuIdWire } from '../../schema/wire.ts'
import { servicesInput, toNamedServices } from '../services/service-wire.ts'
import { inspectionLevelWire } from './inspection-level-wire.ts'

const lineInput = z
  .strictObject({
    productId: productIdWire,
    skuId: skuIdWire
      .nullable()
      .optional()
      .meta({ description: 'One of the variants of the product; leave it out for a product without variants.' }),
    quantity: z.int().min(1).max(1_000_000),
    inspectionLevel: inspectionLevelWire.optional().meta({ description: 'As for the whole request unless said.' }),
    services: servicesInput
      .optional()
      .meta({ description: 'For this line, instead of what is asked for the whole request; none of them with `[]`.' }),
    hsCode: z
      .string()
      .regex(/^[0-9]{4,10}$/)
      .max(10)
      .optional()
      .meta({ description: 'Heading of the Harmonized System, where you know it: tells duties in the estimate.' }),
  })
  .meta({ id: 'QuoteLineInput', description: 'What to price.' })

/** At most 50 lines in one request; of several sellers, 1688 gets one order each, of at most 50 SKUs (domain.md 3.1). */
export const quoteLinesInput = z.array(lineInput).min(1).max(50).meta({
  description: '1 to 50 lines, of any number of sellers. What is more goes into further requests: a purchase is split by seller anyway.',
})

/** What holds for every line that does not say otherwise. */
export const forEveryLine = {
  inspectionLevel: inspectionLevelWire.optional().meta({ description: 'For every line that does not say otherwise; BASIC unless said.' }),
  services: servicesInput.optional().meta({ description: 'Value-added services for every line that names none of its own.' }),
}

export const destinationInput = z
  .strictObject({
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .max(2)
      .meta({ description: 'ISO 3166 alpha-2.' }),
    postalCode: z.string().min(1).max(16).optional(),
  })
  .meta({ id: 'DestinationInput', description: 'Where the goods are to go.' })

type Services = z.output<typeof servicesInput>
type Asked = {
  lines: z.output<typeof quoteLinesInput>
  inspectionLevel?: z.output<typeof inspectionLevelWire> | undefined
  services?: Services | undefined
}

/** The lines in the words of the domain, each with what it asks for itself or what is asked for all. */
export function toQuoteRequestLines(asked: Asked): QuoteRequest['lines'] {
  return asked.lines.map((line) => ({
    productId: line.productId,
    skuId: line.skuId ?? null,
    quantity: line.quantity,
    inspectionLevel: line.inspectionLevel ?? asked.inspectionLevel ?? 'BASIC',
    services: toNamedServices(line.services ?? asked.services ?? []),
    hsCode: line.hsCode ?? null,
  }))
}
