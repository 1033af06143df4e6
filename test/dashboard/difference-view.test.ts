import t from 'tap'
import type { Difference } from '../../src/dashboard/api/wire.ts'
import { ageOf, type DifferenceFilter, isShown, viewOf } from '../../src/dashboard/reconciliation/difference-view.ts'

const NOW = Date.parse('2026-11-22T08:00:00.000Z')
const HOUR_MS = 3_600_000
const aged = (hours: number) => ({ firstSeenAt: new Date(NOW - hours * HOUR_MS).toISOString() })

t.test('ages: each begins where the one before ends', async (t) => {
  const cases = [0, 23.9, 24, 71.9, 72, 167.9, 168, 719.9, 720].map((hours) => ageOf(aged(hours), NOW))
  t.same(cases, ['day', 'day', 'days3', 'days3', 'week', 'week', 'month', 'month', 'older'])
})

t.test('what is gone is apart, whatever was said about it', async (t) => {
  t.equal(viewOf({ ...one(), state: 'EXPLAINED' }), 'EXPLAINED')
  t.equal(viewOf({ ...one(), state: 'EXPLAINED', goneAt: new Date(NOW).toISOString() }), 'GONE')
})

t.test('a filter keeps what it names; an order is seen as a whole', async (t) => {
  const all: DifferenceFilter = { view: 'OPEN', kind: null, age: null, mode: null, orderId: null }
  const shown = (filter: Partial<DifferenceFilter>, of = one()) => isShown(of, { ...all, ...filter }, NOW)
  t.equal(shown({}), true)
  t.equal(shown({ view: 'RESOLVED' }), false)
  t.equal(shown({ kind: 'ORDER_STATE' }), false)
  t.equal(shown({ mode: 'live' }), false)
  t.equal(shown({ mode: 'test', kind: 'ORDER_AMOUNT', age: 'day' }), true)
  t.equal(shown({ age: 'older' }), false)
  t.equal(isShown(one(), { ...all, age: 'older' }, NOW, { ageless: true }), true)
  t.equal(shown({ orderId: 'ord_1', view: 'GONE' }), true)
  t.equal(shown({ orderId: 'ord_2' }), false)
})

function one(): Difference {
  return {
    ...{ id: 'dif_1', livemode: false, kind: 'ORDER_AMOUNT', state: 'OPEN', subject: '1', partnerId: null, orderId: 'ord_1' },
    ...{ ours: {}, theirs: {}, oursAmount: null, theirsAmount: null, lastSeenAt: aged(0).firstSeenAt, goneAt: null, trail: [] },
    ...{ ...aged(1), mayBeEnded: false },
  }
}
