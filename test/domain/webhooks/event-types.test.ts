import t from 'tap'
import { EVENT_TYPES, isEventType } from '../../../src/domain/webhooks/event-types.ts'

t.test('event types are unique and shaped group.fact', (t) => {
  t.equal(new Set(EVENT_TYPES).size, EVENT_TYPES.length)
  for (const type of EVENT_TYPES) t.match(type, /^[a-z0-9_]+(\.[a-z0-9_]+)+$/)
  t.end()
})

t.test('only catalogue types pass an endpoint filter', (t) => {
  t.ok(isEventType('refund.paid_out'))
  t.notOk(isEventType('refund.paidOut'))
  t.end()
})
