import { Refusal } from '../shared/refusal.ts'
import { checkQuantities, type LineCounter, type LineQuantities } from './line-quantities.ts'

export { checkQuantities, initialQuantities, type LineQuantities } from './line-quantities.ts'

/** Units that can be taken out of the warehouse other than by export: from hold, from the put-away cart or from a bin. */
export type UnitsFrom = 'failedOnHold' | 'awaitingPutAway' | 'inStock'

/** Each helper answers new counters that keep every equation, or throws `order.quantity_insufficient`; the row itself is untouched. */
export function cancelBeforePurchase<Q extends LineQuantities>(quantities: Q, units: number): Q {
  return shift(quantities, units, { from: 'notYetPurchased', to: ['cancelledBeforePurchase'] })
}

/** Upstream paid: the units wait for the seller. */
export function purchase<Q extends LineQuantities>(quantities: Q, units: number): Q {
  return shift(quantities, units, { from: 'notYetPurchased', to: ['purchased', 'awaitingSeller'] })
}

/** The seller declared shipment. */
export function ship<Q extends LineQuantities>(quantities: Q, units: number): Q {
  return shift(quantities, units, { from: 'awaitingSeller', to: ['shippedBySeller', 'inTransit'] })
}

/** Paid back before the seller shipped (refund type 1): the units are refunded and will not come. */
export function refundUnshipped<Q extends LineQuantities>(quantities: Q, units: number): Q {
  return shift(quantities, units, { from: 'awaitingSeller', to: ['refundedUnshipped', 'refunded'] })
}

/**
 * Counted at our dock. Warehouse truth wins: units come out of transit, then out of those given up as missing, then out of those the
 * seller never declared as shipped.
 */
export function receive<Q extends LineQuantities>(quantities: Q, units: number): Q {
  requireUnits(quantities, units, ['inTransit', 'missing', 'awaitingSeller'])
  const travelling = Math.min(units, quantities.inTransit)
  const found = Math.min(units - travelling, quantities.missing)
  const undeclared = units - travelling - found
  const into = ['received', 'pendingInspection'] as const
  const first = shift(quantities, travelling, { from: 'inTransit', to: into })
  const second = shift(first, found, { from: 'missing', to: into })
  return shift(second, undeclared, { from: 'awaitingSeller', to: ['shippedBySeller', ...into] })
}

/** Short or lost: shipped units that will not arrive. */
export function markMissing<Q extends LineQuantities>(quantities: Q, units: number): Q {
  return shift(quantities, units, { from: 'inTransit', to: ['missing'] })
}

/** The inspector's count: good units go on to put-away, failed ones on hold until decided. */
export function inspect<Q extends LineQuantities>(quantities: Q, counted: { passed: number; failed: number }): Q {
  requireUnits(quantities, counted.passed + counted.failed, ['pendingInspection'])
  const good = shift(quantities, counted.passed, { from: 'pendingInspection', to: ['passed', 'awaitingPutAway'] })
  return shift(good, counted.failed, { from: 'pendingInspection', to: ['failed', 'failedOnHold'] })
}

/** Failed units the owner keeps, as they are or at a discount: they go on to put-away. */
export function acceptAsIs<Q extends LineQuantities>(quantities: Q, units: number): Q {
  return shift(quantities, units, { from: 'failedOnHold', to: ['acceptedAsIs', 'awaitingPutAway'] })
}

/** Put into a bin. */
export function store<Q extends LineQuantities>(quantities: Q, units: number): Q {
  return shift(quantities, units, { from: 'awaitingPutAway', to: ['inStock'] })
}

/** Promised to an outbound shipment. */
export function reserve<Q extends LineQuantities>(quantities: Q, units: number): Q {
  return shift(quantities, units, { from: 'inStock', to: ['reserved'] })
}

/** Taken out of a shipment again, packed or not. */
export function release<Q extends LineQuantities>(quantities: Q, units: number): Q {
  const packed = Math.min(quantities.packed, Math.max(0, quantities.reserved - units))
  return shift({ ...quantities, packed }, units, { from: 'reserved', to: ['inStock'] })
}

/** In a closed carton; the units stay reserved. */
export function pack<Q extends LineQuantities>(quantities: Q, units: number): Q {
  requireLoose(quantities, units)
  return checked({ ...quantities, packed: quantities.packed + units })
}

/** Handed over to the carrier. */
export function exportUnits<Q extends LineQuantities>(quantities: Q, units: number): Q {
  return shift({ ...quantities, packed: Math.max(0, quantities.packed - units) }, units, { from: 'reserved', to: ['exported'] })
}

/** The carrier's delivery scan; the units stay exported. */
export function deliver<Q extends LineQuantities>(quantities: Q, units: number): Q {
  requireWhole(units)
  const underway = quantities.exported - quantities.delivered
  if (units > underway) throw insufficient(units, underway, ['exported'])
  return checked({ ...quantities, delivered: quantities.delivered + units })
}

/** The carrier brought undelivered units back to our dock: they are put away again. */
export function bringBack<Q extends LineQuantities>(quantities: Q, units: number): Q {
  const underway = quantities.exported - quantities.delivered
  if (units > underway) throw insufficient(units, underway, ['exported'])
  return shift(quantities, units, { from: 'exported', to: ['awaitingPutAway'] })
}

/** Sent back to the seller. */
export function returnToSeller<Q extends LineQuantities>(quantities: Q, units: number, from: UnitsFrom): Q {
  return shift(quantities, units, { from, to: ['returnedToSeller'] })
}

/** Destroyed, donated or recycled. */
export function dispose<Q extends LineQuantities>(quantities: Q, units: number, from: UnitsFrom): Q {
  return shift(quantities, units, { from, to: ['disposed'] })
}

/** Paid back wherever the units are now; over all causes together no unit is paid back twice (domain.md 10.10). */
export function refund<Q extends LineQuantities>(quantities: Q, units: number): Q {
  requireWhole(units)
  const refundable = refundableUnits(quantities)
  if (units > refundable) throw new Refusal('refund.quantity_exceeds_refundable', { asked: units, refundable })
  return checked({ ...quantities, refunded: quantities.refunded + units })
}

/** Units that may still be paid back: ordered, charged, and not refunded yet. */
export function refundableUnits(quantities: LineQuantities): number {
  return quantities.ordered - quantities.cancelledBeforePurchase - quantities.refunded
}

type Shift = { readonly from: LineCounter; readonly to: readonly LineCounter[] }

function shift<Q extends LineQuantities>(quantities: Q, units: number, { from, to }: Shift): Q {
  requireUnits(quantities, units, [from])
  const changed: Record<string, number> = { [from]: quantities[from] - units }
  for (const counter of to) changed[counter] = quantities[counter] + units
  return checked({ ...quantities, ...changed })
}

function checked<Q extends LineQuantities>(quantities: Q): Q {
  checkQuantities(quantities)
  return quantities
}

function requireUnits(quantities: LineQuantities, units: number, counters: readonly LineCounter[]): void {
  requireWhole(units)
  const available = counters.reduce((left, counter) => left + quantities[counter], 0)
  if (units > available) throw insufficient(units, available, counters)
}

function requireLoose(quantities: LineQuantities, units: number): void {
  requireWhole(units)
  const loose = quantities.reserved - quantities.packed
  if (units > loose) throw insufficient(units, loose, ['reserved'])
}

function requireWhole(units: number): void {
  if (!Number.isSafeInteger(units) || units < 0) throw new RangeError(`${units} is not a number of units`)
}

function insufficient(asked: number, available: number, counters: readonly LineCounter[]): Refusal {
  return new Refusal('order.quantity_insufficient', { counters, asked, available })
}
