import { z } from 'zod'
import type { Order } from '../state/orders/order.ts'
import type { ParcelLine } from '../state/parcels/parcel.ts'
import { type ParcelPlan, remainingLines } from '../state/parcels/ship-order.ts'
import { ControlError } from './respond.ts'

const quantity = z.number().positive()

const lineSchema = z.strictObject({
  subItemId: z.string(),
  quantity: quantity.optional(),
  /** What is really inside, for a warehouse to find. */
  actualQuantity: z.number().nonnegative().optional(),
  condition: z.enum(['good', 'damaged', 'wrong']).optional(),
})

const parcelSchema = z.strictObject({
  lines: z.array(z.union([z.string(), lineSchema])).optional(),
  /** Pieces of every line of this parcel. */
  quantity: quantity.optional(),
  courierNo: z.string().optional(),
  waybillNo: z.string().min(6).optional(),
  noLogistics: z.boolean().optional(),
})

export const shipSchema = z.strictObject({
  parcels: z.array(parcelSchema).min(1).optional(),
  /** Only half of it: the first half of the lines, or half of the only line. */
  partial: z.boolean().default(false),
})

export const shortSchema = z.strictObject({
  /** Pieces missing of a line (default: of the first) although the papers say it is whole. */
  missing: quantity.default(1),
  subItemId: z.string().optional(),
})

/** The parcels a `ship` body asks for: none named = one with everything left, or with half of it. */
export function parcelPlans(order: Order, body: z.output<typeof shipSchema>): ParcelPlan[] {
  const left = remainingLines(order)
  if (left.length === 0) throw new ControlError(409, 'nothing left to ship')
  if (!body.parcels) return [{ lines: body.partial ? half(left) : left }]
  return body.parcels.map((parcel) => ({
    lines: parcelLines(left, parcel),
    courierNo: parcel.courierNo,
    waybillNo: parcel.waybillNo,
    noLogistics: parcel.noLogistics,
  }))
}

/** One parcel with everything left, of which some pieces are missing inside. */
export function shortPlans(order: Order, body: z.output<typeof shortSchema>): ParcelPlan[] {
  const left = remainingLines(order)
  const short = left.find((line) => line.subItemId === (body.subItemId ?? left[0]?.subItemId))
  if (!short) throw new ControlError(409, 'no such line left to ship')
  short.actualQuantity = Math.max(0, short.quantity - body.missing)
  return [{ lines: left }]
}

function parcelLines(left: readonly ParcelLine[], parcel: z.output<typeof parcelSchema>): ParcelLine[] {
  const asked =
    parcel.lines?.map((line) => (typeof line === 'string' ? { subItemId: line } : line)) ??
    left.map((line) => ({ subItemId: line.subItemId }))
  return asked.map((line: z.output<typeof lineSchema>) => {
    const rest = left.find((one) => one.subItemId === line.subItemId)
    if (!rest) throw new ControlError(409, `line ${line.subItemId} has nothing left to ship`)
    const pieces = line.quantity ?? parcel.quantity ?? rest.quantity
    return {
      subItemId: line.subItemId,
      quantity: pieces,
      actualQuantity: line.actualQuantity ?? pieces,
      condition: line.condition ?? 'good',
    }
  })
}

function half(left: readonly ParcelLine[]): ParcelLine[] {
  const [only, second] = left
  if (only && !second) {
    const pieces = Math.max(1, Math.floor(only.quantity / 2))
    return [{ ...only, quantity: pieces, actualQuantity: pieces }]
  }
  return left.slice(0, Math.ceil(left.length / 2))
}
