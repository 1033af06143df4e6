import { z } from 'zod'
import { openOf } from '../../../domain/credit/credit-draw.ts'
import type { DeskOrderSheet } from '../../../domain/orders/desk-orders.ts'
import { instantWire, moneyWire, toInstantWire, toMoneyWire } from '../../schema/wire.ts'

const purchase = z
  .object({
    id: z.string(),
    state: z.string(),
    upstreamOrderId: z.string().nullable(),
    upstreamStatus: z.string().nullable(),
    expected: moneyWire.meta({ description: 'What the quote promised 1688 would take.' }),
    asked: moneyWire.nullable().meta({ description: 'What 1688 asks for, once known.' }),
    paidAt: instantWire.nullable(),
    attempts: z.int(),
  })
  .meta({ id: 'StaffPurchase' })
const parcel = z
  .object({
    id: z.string(),
    state: z.string(),
    waybillNo: z.string(),
    courierName: z.string().nullable(),
    arrivedAt: instantWire.nullable(),
  })
  .meta({ id: 'StaffOrderParcel' })
const work = z.object({ id: z.string(), state: z.string(), createdAt: instantWire }).meta({ id: 'StaffOrderWork' })
const claim = z
  .object({ id: z.string(), state: z.string(), type: z.string(), requested: moneyWire, payout: moneyWire.nullable() })
  .meta({ id: 'StaffOrderClaim' })
const draw = z
  .object({ id: z.string(), state: z.string(), drawn: moneyWire, owed: moneyWire, dueAt: instantWire })
  .meta({ id: 'StaffOrderDraw' })
const difference = z
  .object({ id: z.string(), kind: z.string(), state: z.string(), isGone: z.boolean(), firstSeenAt: instantWire })
  .meta({ id: 'StaffOrderDifference' })

/** What hangs on an order: bought, on its way, looked at, sent, claimed, lent, and where books disagree about it. */
export const aroundWire = {
  purchases: z.array(purchase),
  parcels: z.array(parcel),
  inspections: z.array(work),
  shipments: z.array(work),
  refunds: z.array(claim),
  draws: z.array(draw),
  differences: z.array(difference),
}

type Around = { [key in keyof typeof aroundWire]: z.input<(typeof aroundWire)[key]> }

export const aroundExample: Around = {
  ...{ purchases: [], parcels: [], inspections: [], shipments: [], refunds: [], draws: [], differences: [] },
}

export function toAround(sheet: DeskOrderSheet): Around {
  const { currency } = sheet.order
  const toWork = ({ id, state, createdAt }: { id: string; state: string; createdAt: Date }) => ({
    ...{ id, state, createdAt: toInstantWire(createdAt) },
  })
  return {
    purchases: sheet.purchases.map(({ id, state, upstreamOrderId, upstreamStatus, expectedFen, upstreamAmountFen, paidAt, attempts }) => ({
      ...{ id, state, upstreamOrderId, upstreamStatus, attempts },
      expected: toMoneyWire(expectedFen, 'CNY'),
      asked: upstreamAmountFen === null ? null : toMoneyWire(upstreamAmountFen, 'CNY'),
      paidAt: toInstantWire(paidAt),
    })),
    parcels: sheet.parcels.map(({ id, state, waybillNo, courierName, arrivedAt }) => ({
      ...{ id, state, waybillNo, courierName, arrivedAt: toInstantWire(arrivedAt) },
    })),
    inspections: sheet.inspections.map(toWork),
    shipments: sheet.shipments.map(toWork),
    refunds: sheet.refunds.map(({ id, state, type, requestedMinor, payoutMinor }) => ({
      ...{ id, state, type, requested: toMoneyWire(requestedMinor, currency) },
      payout: payoutMinor === null ? null : toMoneyWire(payoutMinor, currency),
    })),
    draws: sheet.draws.map((one) => ({
      ...{ id: one.id, state: one.state, drawn: toMoneyWire(one.drawnMinor, one.currency), owed: toMoneyWire(openOf(one), one.currency) },
      dueAt: toInstantWire(one.dueAt),
    })),
    differences: sheet.differences.map(({ id, kind, state, goneAt, firstSeenAt }) => ({
      ...{ id, kind, state, isGone: goneAt !== null, firstSeenAt: toInstantWire(firstSeenAt) },
    })),
  }
}
