import { z } from 'zod'
import { requiredNotices } from '../../../domain/stock/abandon-lot.ts'
import { LOT_STATES, lotState } from '../../../domain/stock/lot-state.ts'
import { Problem } from '../../problem.ts'
import { idWire, instantWire, moneyWire, toInstantWire, toMoneyWire } from '../../schema/wire.ts'
import { historyWire, toHistoryWire } from '../history-wire.ts'
import { productExample, staffProductWire, toStaffProductWire } from '../product-wire.ts'
import { PACKING_ROLES, type StaffContext } from '../staff-door.ts'
import { whoOf } from '../who.ts'

export const lotWire = z
  .object({
    id: idWire('lot'),
    orderId: idWire('ord'),
    lineId: idWire('oln'),
    state: z.enum(LOT_STATES).meta({ description: '`GONE`: shipped to the last piece.' }),
    livemode: z.boolean(),
    partnerName: z.string(),
    bin: z.string(),
    condition: z.string(),
    quantity: z.int(),
    reservedQuantity: z.int(),
    product: staffProductWire,
    storedAt: instantWire,
    freeUntil: instantWire,
    abandonAt: instantWire,
    deliveredNotices: z.int(),
    requiredNotices: z.int().meta({ description: 'So many have to be delivered before it is abandoned.' }),
    unpaidFee: moneyWire,
    abandonedAt: instantWire.nullable(),
    disposedAt: instantWire.nullable(),
    disposalFileIds: z.array(idWire('fil')).meta({ description: 'The picture of the goods on their way out.' }),
    history: historyWire,
    allowed: z.array(z.enum(['dispose'])).meta({ description: 'What you may do now.' }),
  })
  .meta({ id: 'StaffLot', description: 'Goods in a bin, with their storage clock.' })

/** Everything the page of a lot shows. Throws `resource.not_found`. */
export async function readLot(context: StaffContext, lotId: string): Promise<z.output<typeof lotWire>> {
  const found = await context.reads.lot(lotId)
  if (found === undefined) throw new Problem('resource.not_found')
  const { lot, line, partnerName, history } = found
  const { id, orderId, lineId, livemode, bin, condition, quantity, reservedQuantity, deliveredNotices } = lot
  const state = lotState(lot)
  const mayDispose = state === 'ABANDONED' && whoOf(context).roles.some((role) => PACKING.has(role))
  return {
    ...{ id, state, orderId, lineId, livemode, partnerName, bin, condition, quantity, reservedQuantity, deliveredNotices },
    requiredNotices: requiredNotices(lot, context.rules),
    product: toStaffProductWire(line),
    storedAt: toInstantWire(lot.storedAt),
    freeUntil: toInstantWire(lot.freeUntil),
    abandonAt: toInstantWire(lot.abandonAt),
    unpaidFee: toMoneyWire(lot.feeFen - lot.paidFen, 'CNY'),
    abandonedAt: toInstantWire(lot.abandonedAt),
    disposedAt: toInstantWire(lot.disposedAt),
    disposalFileIds: history.filter(({ event }) => event === 'dispose').flatMap(({ evidence }) => evidence),
    history: toHistoryWire(history),
    allowed: mayDispose ? ['dispose'] : [],
  }
}

const PACKING: ReadonlySet<string> = new Set(PACKING_ROLES)

export const lotExample: z.output<typeof lotWire> = {
  ...{ id: 'lot_01kd5v3m8qf6mrx3e0c9h2t4za', orderId: 'ord_01kd5v3m8qf6mrx3e0c9h2t4za', lineId: 'oln_01kd5v3m8qf6mrx3e0c9h2t4za' },
  ...{
    state: 'ABANDONED',
    livemode: true,
    partnerName: 'Demo Store',
    bin: 'C-07-2',
    condition: 'GOOD',
    quantity: 24,
    reservedQuantity: 0,
    product: productExample,
  },
  ...{ storedAt: '2026-03-01T09:00:00.000Z', freeUntil: '2026-04-30T09:00:00.000Z', abandonAt: '2026-08-28T09:00:00.000Z' },
  ...{
    deliveredNotices: 3,
    requiredNotices: 3,
    unpaidFee: { amount: 0, currency: 'CNY' },
    abandonedAt: '2026-08-28T09:00:12.000Z',
    disposedAt: null,
  },
  ...{ disposalFileIds: [], history: [], allowed: ['dispose'] },
}
