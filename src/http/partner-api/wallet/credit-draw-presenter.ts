import { z } from 'zod'
import { CREDIT_DRAW_STATES, CREDIT_SOURCES, type CreditDraw, openOf } from '../../../domain/credit/credit-draw.ts'
import { idWire, instantWire, moneyWire, toInstantWire, toMoneyWire } from '../../schema/wire.ts'
import { EXAMPLE } from '../examples.ts'

export const creditDrawStatusWire = z
  .enum(CREDIT_DRAW_STATES)
  .meta({ id: 'CreditDrawStatus', description: 'Where a draw stands. May gain values.' })

export const creditDrawWire = z
  .object({
    object: z.literal('creditDraw'),
    id: idWire('crd'),
    livemode: z.boolean(),
    status: creditDrawStatusWire,
    source: z
      .object({ type: z.enum(CREDIT_SOURCES).meta({ id: 'CreditSourceType', description: 'May gain values.' }), id: z.string() })
      .meta({ id: 'CreditSource', description: 'What was bought with it.' }),
    drawn: moneyWire.meta({ description: 'What the balance lacked.' }),
    repaid: moneyWire,
    owed: moneyWire.meta({ description: '`drawn` less `repaid`.' }),
    drawnAt: instantWire,
    dueAt: instantWire.meta({ description: 'The end of the last day of the term in China: collected from the balance then.' }),
    overdueAt: instantWire.nullable(),
    repaidAt: instantWire.nullable(),
  })
  .meta({ id: 'CreditDraw', description: 'Money lent for one payment.' })

export function presentCreditDraw(draw: CreditDraw): z.input<typeof creditDrawWire> {
  const { id, livemode, state, currency } = draw
  return {
    ...{ object: 'creditDraw', id, livemode, status: state, source: { type: draw.sourceType, id: draw.sourceId } },
    drawn: toMoneyWire(draw.drawnMinor, currency),
    repaid: toMoneyWire(draw.repaidMinor, currency),
    owed: toMoneyWire(openOf(draw), currency),
    drawnAt: toInstantWire(draw.createdAt),
    dueAt: toInstantWire(draw.dueAt),
    overdueAt: toInstantWire(draw.overdueAt),
    repaidAt: toInstantWire(draw.repaidAt),
  }
}

export const creditDrawExample: z.input<typeof creditDrawWire> = {
  object: 'creditDraw',
  id: EXAMPLE.creditDraw,
  livemode: true,
  status: 'OPEN',
  source: { type: 'order', id: EXAMPLE.order },
  drawn: { amount: 9_000, currency: 'USD' },
  repaid: { amount: 0, currency: 'USD' },
  owed: { amount: 9_000, currency: 'USD' },
  drawnAt: EXAMPLE.at,
  dueAt: '2026-12-22T16:00:00.000Z',
  overdueAt: null,
  repaidAt: null,
}
