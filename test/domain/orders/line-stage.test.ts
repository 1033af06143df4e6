import t from 'tap'
import { stageEvent } from '../../../src/domain/orders/line-stage.ts'
import { countLineStates, deriveOrderStatus } from '../../../src/domain/orders/order-status.ts'
import {
  deliver,
  exportUnits,
  initialQuantities,
  inspect,
  pack,
  purchase,
  receive,
  release,
  reserve,
  ship,
  store,
} from '../../../src/domain/orders/quantities.ts'

const stored = store(inspect(receive(ship(purchase(initialQuantities(10), 10), 10), 10), { passed: 10, failed: 0 }), 10)

t.test('a line stays with its least advanced unit', (t) => {
  const some = reserve(stored, 6)
  t.equal(stageEvent('STORED', some), null, 'four units are still on the shelf')
  const all = reserve(some, 4)
  t.equal(stageEvent('STORED', all), 'reserve')
  const half = pack(all, 6)
  t.equal(stageEvent('RESERVED', half), null)
  t.equal(stageEvent('RESERVED', exportUnits(half, 6)), null, 'four units wait for their shipment')
  t.equal(stageEvent('RESERVED', pack(half, 4)), 'pack')
  t.equal(stageEvent('PACKED', exportUnits(pack(half, 4), 10)), 'export')
  t.equal(stageEvent('EXPORTED', deliver(exportUnits(all, 10), 10)), 'deliver')
  t.end()
})

t.test('a line goes back with its units', (t) => {
  t.equal(stageEvent('RESERVED', release(reserve(stored, 10), 1)), 'release')
  t.equal(stageEvent('PACKED', release(pack(reserve(stored, 10), 10), 10)), 'release')
  t.equal(stageEvent('EXPORTED', { ...stored, exported: 9, inStock: 1 }), 'store', 'a later parcel was put away')
  t.end()
})

t.test('lines on hold, under way or without units here are not moved', (t) => {
  for (const state of ['EXCEPTION_HOLD', 'SELLER_SHIPPED', 'INSPECTING', 'COMPLETED'] as const) t.equal(stageEvent(state, stored), null)
  t.equal(stageEvent('STORED', stored), null)
  t.equal(stageEvent('STORED', initialQuantities(1)), null)
  t.end()
})

t.test('4.2 the order shows its least advanced line that can still move', (t) => {
  t.equal(deriveOrderStatus(['STORED', 'PURCHASING', 'CANCELLED']), 'PURCHASING')
  t.equal(deriveOrderStatus(['COMPLETED', 'DELIVERED', 'REFUNDED']), 'DELIVERED')
  t.equal(deriveOrderStatus(['REFUNDED', 'COMPLETED']), 'COMPLETED')
  t.equal(deriveOrderStatus(['REFUNDED', 'CANCELLED']), 'CANCELLED')
  t.throws(() => deriveOrderStatus([]), RangeError)
  t.same(countLineStates(['STORED', 'STORED', 'PAID']), { STORED: 2, PAID: 1 })
  t.end()
})
