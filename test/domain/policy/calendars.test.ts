import t from 'tap'
import { autoReceiptAt } from '../../../src/domain/policy/auto-receipt.ts'
import { readDays, readPeriods, writeDays, writePeriods } from '../../../src/domain/policy/calendar-period.ts'
import { inspectBy } from '../../../src/domain/policy/inspect-by.ts'
import { layRules } from '../../../src/domain/policy/lay-rules.ts'
import { platformDue } from '../../../src/domain/policy/platform-calendars.ts'
import type { StoredRule } from '../../../src/domain/policy/stored-rule.ts'
import { warehouseDue } from '../../../src/domain/policy/warehouse-days.ts'
import { DAY_MS, HOUR_MS } from '../../../src/domain/shared/clock.ts'

const china = (text: string) => new Date(`${text}+08:00`)
const TENANT = { partnerId: 'par_1', livemode: true }

/** The rows with one entry of the operator's over them, in force since the start of 2026. */
function rowsWith(key: StoredRule['key'], value: Record<string, string>) {
  const entry = { key, value, partnerId: null, livemode: null, effectiveTo: null, cancels: null, reason: 'notice', source: null }
  const from = china('2026-01-01T00:00:00')
  return layRules([{ ...entry, id: 'rul_1', setBy: 'admin', setAt: new Date(from.getTime() - HOUR_MS), effectiveFrom: from }], TENANT)
}

t.test('our own time leaves out public holidays, and says which calendar it asked', async (t) => {
  t.strictSame(warehouseDue(china('2026-09-30T10:00:00'), DAY_MS), {
    at: china('2026-10-08T10:00:00'),
    calendarRule: 'warehouseCalendar',
    calendarVersion: 'default',
  })
  t.same(warehouseDue(china('2026-11-20T10:00:00'), DAY_MS).at, china('2026-11-21T10:00:00'), 'a plain weekend is worked')
})

t.test('the operator closes further days, opens others, and the version is cited', async (t) => {
  const rows = rowsWith('warehouseCalendar', { restsOnHolidays: 'true', closed: '2026-11-21..2026-11-22', open: '2026-10-01..2026-10-07' })
  t.strictSame(warehouseDue(china('2026-11-20T10:00:00'), DAY_MS, rows), {
    at: china('2026-11-23T10:00:00'),
    calendarRule: 'warehouseCalendar',
    calendarVersion: 'rul_1',
  })
  t.same(warehouseDue(china('2026-09-30T10:00:00'), DAY_MS, rows).at, china('2026-10-01T10:00:00'))
})

t.test('a warehouse that never opens does not hold up the process', async (t) => {
  const rows = rowsWith('warehouseCalendar', { restsOnHolidays: 'true', closed: '2026-01-01..2036-01-01', open: 'none' })
  t.ok(warehouseDue(china('2026-11-20T10:00:00'), DAY_MS, rows).at > china('2026-11-21T10:00:00'))
})

t.test('closed days move our own time, and never past the clocks of the platform', async (t) => {
  const arrivedAt = china('2026-09-30T10:00:00')
  const alone = { arrivedAt, signedAt: null, autoReceiptAt: null }
  t.same(inspectBy(alone), china('2026-10-05T10:00:00'), 'two days before the return window ends, holiday or not')
  t.same(inspectBy({ ...alone, autoReceiptAt: china('2026-10-03T10:00:00') }), china('2026-10-02T10:00:00'))
})

t.test('a notice entered by the operator bends the clocks it names, with its own version', async (t) => {
  const rows = rowsWith('platformCalendar', { notices: 'Double 11|2026-11-11|2026-11-13|EXTEND_DAYS|AUTO_RECEIPT|3' })
  const clock = { startedAt: china('2026-11-12T09:00:00'), durationMs: DAY_MS, effect: 'AUTO_RECEIPT' as const }
  const asOf = china('2026-11-14T00:00:00')
  t.strictSame(platformDue(clock, { asOf, rows }), {
    at: china('2026-11-16T09:00:00'),
    calendarRule: 'platformCalendar',
    calendarVersion: 'rul_1',
  })
  t.same(platformDue({ ...clock, effect: 'DISPATCH_CLOCK' }, { asOf, rows }).at, china('2026-11-13T09:00:00'))
  const shippedAt = china('2026-11-12T09:00:00')
  const plain = autoReceiptAt({ shippedAt, signedAt: null }).at
  t.same(autoReceiptAt({ shippedAt, signedAt: null, asOf }, rows).at, new Date(plain.getTime() + 3 * DAY_MS))
})

const PERIODS = 'Spring Festival|2026-02-10|2026-02-24|RESTART_AT|DISPATCH_CLOCK+SCORING|0;大促|2026-11-11|2026-11-11|PAUSE|COMPLAINT|0'

t.test('calendars are kept as text and read back as they were', async (t) => {
  t.equal(writePeriods(readPeriods(PERIODS) ?? []), PERIODS)
  t.equal(writeDays(readDays('2026-10-01..2026-10-07,2026-12-31..2026-12-31') ?? []), '2026-10-01..2026-10-07,2026-12-31..2026-12-31')
  t.strictSame([readDays('none'), readPeriods('none'), writeDays([]), writePeriods([])], [[], [], 'none', 'none'])
})

t.test('what is no calendar is refused', async (t) => {
  for (const text of ['', '2026-10-07..2026-10-01', '2026-02-30..2026-03-01', '2026-10-01', 'tomorrow..never'])
    t.equal(readDays(text), undefined, text)
  const bad = [
    '',
    'x|2026-02-10|2026-02-01|PAUSE|SCORING|0',
    'x|2026-02-10|2026-02-11|SLEEP|SCORING|0',
    'x|2026-02-10|2026-02-11|PAUSE|TEA|0',
  ]
  for (const text of [...bad, 'x|2026-02-10|2026-02-11|EXTEND_DAYS|SCORING|0', '|2026-02-10|2026-02-11|PAUSE|SCORING|0'])
    t.equal(readPeriods(text), undefined, text)
})
