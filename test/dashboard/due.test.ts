import t from 'tap'
import { durationParts, urgencyOf } from '../../src/dashboard/parts/due.ts'

const NOW = Date.parse('2026-03-01T08:00:00Z')
const HOUR = 3_600_000
const at = (hours: number) => new Date(NOW + hours * HOUR).toISOString()

for (const [hours, urgency] of [
  [-0.1, 'overdue'],
  [1.9, 'soon'],
  [23, 'today'],
  [25, 'later'],
] as const) {
  t.test(`${hours} hours away is ${urgency}`, async (t) => t.equal(urgencyOf(at(hours), NOW), urgency))
}

t.test('no deadline is no urgency', async (t) => t.equal(urgencyOf(null, NOW), 'undated'))

t.test('a duration is told in its two largest parts', async (t) => {
  t.match(durationParts(26.5 * HOUR), { key: 'due.day', days: 1, hours: 2 })
  t.match(durationParts(-1.5 * HOUR), { key: 'due.hour', hours: 1, minutes: 30 })
  t.match(durationParts(1_000), { key: 'due.minute', minutes: 1 })
})
