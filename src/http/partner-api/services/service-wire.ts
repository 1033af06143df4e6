import { z } from 'zod'
import type { NamedService } from '../../../domain/services/choose-services.ts'
import { type LineService, type QuotedService, SERVICE_STATES } from '../../../domain/services/line-service.ts'
import { SERVICE_CODES, serviceRule } from '../../../domain/services/service-catalogue.ts'
import type { Currency } from '../../../domain/shared/currencies.ts'
import { instantWire, moneyWire, toMoneyWire } from '../../schema/wire.ts'

export const serviceCodeWire = z
  .enum(SERVICE_CODES)
  .meta({ id: 'ServiceCode', description: 'A value-added service of our warehouse. May gain values.' })

export const serviceNameWire = z
  .object({ en: z.string(), zh: z.string() })
  .meta({ id: 'ServiceName', description: 'A name in English and Chinese.' })

const serviceInput = z
  .strictObject({
    code: serviceCodeWire,
    quantity: z.int().min(1).max(1_000_000).optional().meta({
      description: 'Photos, clips, frames or pieces. Left out: every piece of the line, or one where it is not counted by the piece.',
    }),
    instructions: z.string().min(1).max(300).optional().meta({ description: 'For the people at the bench: what to show, which label.' }),
  })
  .meta({ id: 'ServiceInput', description: 'A value-added service to be done on a line.' })

export const servicesInput = z.array(serviceInput).max(8)

const quoted = {
  code: serviceCodeWire,
  name: serviceNameWire,
  quantity: z.int().min(1),
  instructions: z.string().nullable(),
  amount: moneyWire.meta({ description: 'Of all units together, before the FX margin.' }),
}

export const quotedServiceWire = z.object(quoted).meta({ id: 'QuotedService', description: 'A value-added service and its price.' })

export const lineServiceWire = z
  .object({
    ...quoted,
    status: z.enum(SERVICE_STATES).meta({ description: 'NOT_DONE: its price has gone back to your balance.' }),
    settledAt: instantWire.nullable(),
    reason: z.string().nullable().meta({ description: 'Why it was not done.' }),
    refunded: moneyWire.meta({ description: 'Given back because it was not done, with its part of the FX margin.' }),
  })
  .meta({ id: 'LineService', description: 'A value-added service of an order line and what became of it.' })

/** The services in the words of the domain. */
export function toNamedServices(named: z.output<typeof servicesInput>): NamedService[] {
  return named.map(({ code, quantity, instructions }) => ({ code, quantity: quantity ?? null, instructions: instructions ?? null }))
}

export function presentQuotedService(service: QuotedService, currency: Currency): z.input<typeof quotedServiceWire> {
  const { code, quantity, instructions, amountMinor } = service
  return { code, name: serviceRule(code).name, quantity, instructions, amount: toMoneyWire(amountMinor, currency) }
}

export function presentLineService(service: LineService, currency: Currency): z.input<typeof lineServiceWire> {
  const { state, settledAt, reason, refundedMinor, refundedMarginMinor } = service
  return {
    ...presentQuotedService(service, currency),
    status: state,
    settledAt,
    reason,
    refunded: toMoneyWire(refundedMinor + refundedMarginMinor, currency),
  }
}

const usd = (amount: number) => ({ amount, currency: 'USD' as const })

export const quotedServiceExample: z.input<typeof quotedServiceWire> = {
  code: 'RELABEL',
  name: { en: 'Label put on', zh: '贴标' },
  quantity: 50,
  instructions: 'Our barcode, lower left of the box',
  amount: usd(351),
}

export const lineServiceExample: z.input<typeof lineServiceWire> = {
  ...quotedServiceExample,
  status: 'REQUESTED',
  settledAt: null,
  reason: null,
  refunded: usd(0),
}
