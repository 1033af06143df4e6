import { Refusal } from '../shared/refusal.ts'

/** Counters of one line, all whole and not negative (domain.md 4.1). */
export const LINE_COUNTERS = [
  'ordered',
  'cancelledBeforePurchase',
  'notYetPurchased',
  'purchased',
  'refundedUnshipped',
  'awaitingSeller',
  'shippedBySeller',
  'inTransit',
  'missing',
  'received',
  'pendingInspection',
  'passed',
  'failed',
  'failedOnHold',
  'acceptedAsIs',
  'awaitingPutAway',
  'inStock',
  'reserved',
  'packed',
  'exported',
  'delivered',
  'returnedToSeller',
  'disposed',
  'refunded',
] as const

export type LineCounter = (typeof LINE_COUNTERS)[number]
export type LineQuantities = { readonly [counter in LineCounter]: number }

type Equation = { readonly whole: readonly LineCounter[]; readonly parts: readonly LineCounter[] }
type Bound = { readonly lesser: readonly LineCounter[]; readonly greater: LineCounter }

/**
 * What must be equal after every write. The last one is our reading of the specification's `passed + failed (accepted as is) = ...`:
 * a failed unit waits on hold until it is decided, and then it is put away (accepted), returned or disposed of like any other, so both
 * sides count every inspected unit; `awaitingPutAway` are units decided but not yet in a bin.
 */
const QUANTITY_EQUATIONS: readonly Equation[] = [
  { whole: ['ordered'], parts: ['cancelledBeforePurchase', 'notYetPurchased', 'purchased'] },
  { whole: ['purchased'], parts: ['refundedUnshipped', 'awaitingSeller', 'shippedBySeller'] },
  { whole: ['shippedBySeller'], parts: ['received', 'inTransit', 'missing'] },
  { whole: ['received'], parts: ['passed', 'failed', 'pendingInspection'] },
  {
    whole: ['passed', 'failed'],
    parts: ['failedOnHold', 'awaitingPutAway', 'inStock', 'reserved', 'exported', 'returnedToSeller', 'disposed'],
  },
]

/** What must not be exceeded: cancelled units were never charged, so they cannot be refunded too; the others are parts of a whole. */
const QUANTITY_BOUNDS: readonly Bound[] = [
  { lesser: ['refunded', 'cancelledBeforePurchase'], greater: 'ordered' },
  { lesser: ['refundedUnshipped'], greater: 'refunded' },
  { lesser: ['failedOnHold', 'acceptedAsIs'], greater: 'failed' },
  { lesser: ['packed'], greater: 'reserved' },
  { lesser: ['delivered'], greater: 'exported' },
]

/** Throws `order.quantity_broken`, naming every equation and bound the counters break; silent when all hold. */
export function checkQuantities(quantities: LineQuantities): void {
  const broken = brokenQuantityRules(quantities)
  if (broken.length > 0) throw new Refusal('order.quantity_broken', { broken })
}

/** The equations, bounds and counters that are wrong, as text; empty when all is well. */
export function brokenQuantityRules(quantities: LineQuantities): string[] {
  const total = (counters: readonly LineCounter[]) => counters.reduce((left, counter) => left + quantities[counter], 0)
  return [
    ...LINE_COUNTERS.filter((counter) => !Number.isSafeInteger(quantities[counter]) || quantities[counter] < 0).map(
      (counter) => `${counter} >= 0`,
    ),
    ...QUANTITY_EQUATIONS.filter(({ whole, parts }) => total(whole) !== total(parts)).map(
      ({ whole, parts }) => `${whole.join(' + ')} = ${parts.join(' + ')}`,
    ),
    ...QUANTITY_BOUNDS.filter(({ lesser, greater }) => total(lesser) > quantities[greater]).map(
      ({ lesser, greater }) => `${lesser.join(' + ')} <= ${greater}`,
    ),
  ]
}

/** The counters of a new line: everything ordered, nothing bought. `ordered` is at least 1. */
export function initialQuantities(ordered: number): LineQuantities {
  if (!Number.isSafeInteger(ordered) || ordered < 1) throw new RangeError(`cannot order ${ordered} units`)
  const none = Object.fromEntries(LINE_COUNTERS.map((counter) => [counter, 0])) as Record<LineCounter, number>
  return { ...none, ordered, notYetPurchased: ordered }
}

/** The counters alone, out of a row that carries more: what to compare, store or show. */
export function quantitiesOf(row: LineQuantities): LineQuantities {
  return Object.fromEntries(LINE_COUNTERS.map((counter) => [counter, row[counter]])) as Record<LineCounter, number>
}

/** What the guards of the line machine ask: is every unit paid back, and how many units lie in our warehouse. */
export function handFacts(quantities: LineQuantities): { everyUnitRefunded: boolean; unitsInHand: number } {
  return {
    everyUnitRefunded: quantities.refunded + quantities.cancelledBeforePurchase === quantities.ordered,
    unitsInHand:
      quantities.pendingInspection + quantities.failedOnHold + quantities.awaitingPutAway + quantities.inStock + quantities.reserved,
  }
}
