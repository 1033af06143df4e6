import { z } from 'zod'
import type { DispatchTerms } from '../../../domain/orders/dispatch-terms.ts'
import { idWire, instantWire } from '../../schema/wire.ts'
import { EXAMPLE } from '../examples.ts'

export const dispatchWire = z
  .object({
    lineId: idWire('oln'),
    promise: z.string().meta({ description: 'What the listing promised when it was ordered.' }),
    dueAt: instantWire.meta({ description: 'Late only after this instant, by the notices of the platform.' }),
    isLate: z.boolean(),
    ruleId: z.string(),
    ruleVersion: z.string(),
    calendarRule: z.string(),
    calendarVersion: z.string().meta({ description: 'The version of the calendar that was asked.' }),
  })
  .meta({ id: 'DispatchPromise', description: 'By when a seller has promised to ship a line that is bought.' })

export function presentDispatch({ at, ...terms }: DispatchTerms): z.input<typeof dispatchWire> {
  return { ...terms, dueAt: at.toISOString() }
}

export const dispatchExample: z.input<typeof dispatchWire> = {
  lineId: EXAMPLE.line,
  promise: 'shipIn48Hours',
  dueAt: EXAMPLE.later,
  isLate: false,
  ruleId: 'R13',
  ruleVersion: 'default',
  calendarRule: 'platformCalendar',
  calendarVersion: 'default',
}
