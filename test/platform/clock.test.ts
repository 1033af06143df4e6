import t from 'tap'
import { createManualClock, createOffsetClock, systemClock } from '../../src/platform/clock.ts'

t.test('the system clock tells the time of the machine', async (t) => {
  t.ok(Math.abs(systemClock.now().getTime() - Date.now()) < 1000)
})

t.test('a manual clock stands still until it is set or advanced', async (t) => {
  const clock = createManualClock(new Date('2026-03-01T00:00:00Z'))
  clock.now().setFullYear(1999)
  t.equal(clock.now().toISOString(), '2026-03-01T00:00:00.000Z')
  clock.advance(90_000)
  t.equal(clock.now().toISOString(), '2026-03-01T00:01:30.000Z')
  clock.set(new Date('2027-01-01T00:00:00Z'))
  t.equal(clock.now().toISOString(), '2027-01-01T00:00:00.000Z')
})

t.test('an offset clock follows its base, ahead by an offset that may change', async (t) => {
  const base = createManualClock(new Date('2026-03-01T00:00:00Z'))
  let offsetMs = 0
  const clock = createOffsetClock(base, () => offsetMs)
  t.equal(clock.now().toISOString(), '2026-03-01T00:00:00.000Z')
  offsetMs = 86_400_000
  base.advance(1000)
  t.equal(clock.now().toISOString(), '2026-03-02T00:00:01.000Z')
})
