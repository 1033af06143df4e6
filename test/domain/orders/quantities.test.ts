import fc from 'fast-check'
import t from 'tap'
import {
  brokenQuantityRules,
  handFacts,
  LINE_COUNTERS,
  type LineQuantities,
  quantitiesOf,
} from '../../../src/domain/orders/line-quantities.ts'
import {
  acceptAsIs,
  bringBack,
  cancelBeforePurchase,
  checkQuantities,
  deliver,
  dispose,
  exportUnits,
  initialQuantities,
  inspect,
  markMissing,
  pack,
  purchase,
  receive,
  refund,
  refundableUnits,
  refundUnshipped,
  release,
  reserve,
  returnToSeller,
  ship,
  store,
} from '../../../src/domain/orders/quantities.ts'
import { isRefusal } from '../../../src/domain/shared/refusal.ts'
import '../../support/seeded-properties.ts'

const seed = 20_261_122
t.comment(`property seed ${seed}`)

t.test('4.1 ten units walk from order to delivery', (t) => {
  const bought = purchase(cancelBeforePurchase(initialQuantities(10), 1), 9)
  const shipped = ship(refundUnshipped(bought, 1), 8)
  const arrived = receive(markMissing(shipped, 1), 7)
  const judged = inspect(arrived, { passed: 4, failed: 3 })
  const kept = store(acceptAsIs(judged, 1), 5)
  const gone = dispose(returnToSeller(kept, 1, 'failedOnHold'), 1, 'failedOnHold')
  const out = deliver(exportUnits(pack(reserve(gone, 4), 3), 3), 2)
  t.match(out, { ordered: 10, refundedUnshipped: 1, missing: 1, received: 7, passed: 4, failed: 3, failedOnHold: 0, acceptedAsIs: 1 })
  t.match(out, { inStock: 1, reserved: 1, packed: 0, exported: 3, delivered: 2, returnedToSeller: 1, disposed: 1, refunded: 1 })
  t.same(brokenQuantityRules(out), [])
  t.same(handFacts(out), { everyUnitRefunded: false, unitsInHand: 2 })
  t.end()
})

t.test('4.1 each broken equation is named', (t) => {
  const whole = initialQuantities(5)
  t.same(brokenQuantityRules({ ...whole, purchased: 1 }), [
    'ordered = cancelledBeforePurchase + notYetPurchased + purchased',
    'purchased = refundedUnshipped + awaitingSeller + shippedBySeller',
  ])
  t.same(brokenQuantityRules({ ...whole, refunded: 6 }), ['refunded + cancelledBeforePurchase <= ordered'])
  t.ok(brokenQuantityRules({ ...whole, missing: -1 }).includes('missing >= 0'))
  t.throws(() => checkQuantities({ ...whole, packed: 1 }), { code: 'order.quantity_broken', facts: { broken: ['packed <= reserved'] } })
  t.end()
})

t.test('warehouse truth wins: units nobody declared, or given up, are received', (t) => {
  const bought = purchase(initialQuantities(6), 6)
  t.match(receive(bought, 2), { shippedBySeller: 2, received: 2, awaitingSeller: 4, inTransit: 0 })
  const late = receive(markMissing(ship(bought, 6), 2), 5)
  t.match(late, { received: 5, inTransit: 0, missing: 1 })
  t.throws(() => receive(bought, 7), { code: 'order.quantity_insufficient', facts: { asked: 7, available: 6 } })
  t.end()
})

t.test('10.10 no unit is paid back twice, cancelled ones not at all', (t) => {
  const line = purchase(cancelBeforePurchase(initialQuantities(5), 2), 3)
  t.equal(refundableUnits(line), 3)
  t.throws(() => refund(line, 4), { code: 'refund.quantity_exceeds_refundable', facts: { asked: 4, refundable: 3 } })
  t.throws(() => refundUnshipped(refund(line, 3), 1), { code: 'order.quantity_broken' })
  t.same(handFacts(refundUnshipped(line, 3)), { everyUnitRefunded: true, unitsInHand: 0 })
  t.end()
})

t.test('units come back from a cancelled shipment and from the carrier', (t) => {
  const stored = store(inspect(receive(ship(purchase(initialQuantities(4), 4), 4), 4), { passed: 4, failed: 0 }), 4)
  const packed = pack(reserve(stored, 4), 4)
  t.match(release(packed, 3), { inStock: 3, reserved: 1, packed: 1 })
  const gone = deliver(exportUnits(packed, 4), 1)
  t.match(bringBack(gone, 3), { exported: 1, delivered: 1, awaitingPutAway: 3 })
  t.throws(() => bringBack(gone, 4), { code: 'order.quantity_insufficient' })
  t.throws(() => deliver(gone, 4), { code: 'order.quantity_insufficient' })
  t.throws(() => pack(packed, 1), { code: 'order.quantity_insufficient' })
  t.end()
})

t.test('a row keeps its other columns, and only whole units move', (t) => {
  const row = purchase({ ...initialQuantities(2), id: 'oln_1' }, 2)
  t.equal(row.id, 'oln_1')
  t.same(Object.keys(quantitiesOf(row)), [...LINE_COUNTERS])
  for (const units of [-1, 0.5, Number.NaN]) t.throws(() => purchase(initialQuantities(2), units), RangeError)
  for (const ordered of [0, 1.5]) t.throws(() => initialQuantities(ordered), RangeError)
  t.end()
})

t.test('4.1 any sequence of moves keeps every equation or is refused', (t) => {
  const moves: ((quantities: LineQuantities, units: number) => LineQuantities)[] = [
    cancelBeforePurchase,
    purchase,
    ship,
    refundUnshipped,
    receive,
    markMissing,
    (quantities, units) => inspect(quantities, { passed: units, failed: 0 }),
    (quantities, units) => inspect(quantities, { passed: 0, failed: units }),
    acceptAsIs,
    store,
    reserve,
    release,
    pack,
    exportUnits,
    deliver,
    bringBack,
    (quantities, units) => returnToSeller(quantities, units, 'failedOnHold'),
    (quantities, units) => returnToSeller(quantities, units, 'inStock'),
    (quantities, units) => dispose(quantities, units, 'awaitingPutAway'),
    refund,
  ]
  let done = 0
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.array(fc.tuple(fc.nat(moves.length - 1), fc.integer({ min: 1, max: 9 })), { minLength: 100, maxLength: 200, size: 'max' }),
      (ordered, steps) => {
        let quantities = initialQuantities(ordered)
        for (const [index, units] of steps) {
          try {
            quantities = moves[index]?.(quantities, units) ?? quantities
            done += 1
          } catch (error) {
            if (!isRefusal(error)) throw error
          }
          if (brokenQuantityRules(quantities).length > 0) return false
        }
        return quantities.ordered === ordered
      },
    ),
    { seed, numRuns: 300 },
  )
  t.ok(done > 3_000, `${done} moves made`)
  t.end()
})
