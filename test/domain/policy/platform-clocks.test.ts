import t from 'tap'
import { autoReceiptAt } from '../../../src/domain/policy/auto-receipt.ts'
import { decideBy, inspectBy } from '../../../src/domain/policy/inspect-by.ts'
import { dispatchDue, dueWithCalendars, type PlatformCalendar } from '../../../src/domain/policy/platform-calendars.ts'
import { noReasonWindowEndsAt, returnRefundAt } from '../../../src/domain/policy/return-clock.ts'
import { sellerAnswer, type UnshippedRefund } from '../../../src/domain/policy/seller-answer.ts'
import { DAY_MS, HOUR_MS } from '../../../src/domain/shared/clock.ts'

const china = (text: string) => new Date(`${text}+08:00`)
const refund = (fields: Partial<UnshippedRefund> & { filed: string; yuan: number }): UnshippedRefund => ({
  paidAt: china('2025-03-03T10:00:00'),
  filedAt: china(`2025-03-03T${fields.filed}:00`),
  amountFen: BigInt(fields.yuan) * 100n,
  isStaged: false,
  isPlusMember: false,
  ...fields,
})

t.test('R01 to R05: by when the seller answers an unshipped refund', (t) => {
  const rows: [string, UnshippedRefund, string | null, boolean, string | null][] = [
    ['R03 280 CNY after 20 min is instant', refund({ filed: '10:20', yuan: 280 }), 'R03', true, '2025-03-03T10:20:00'],
    ['R03 280 CNY after 45 min has 2 h', refund({ filed: '10:45', yuan: 280 }), 'R03', false, '2025-03-03T12:45:00'],
    ['R03 1,200 CNY has 24 h', refund({ filed: '10:45', yuan: 1_200 }), 'R03', false, '2025-03-04T10:45:00'],
    [
      'R04 PLUS 900 CNY after 45 min is instant',
      refund({ filed: '10:45', yuan: 900, isPlusMember: true }),
      'R04',
      true,
      '2025-03-03T10:45:00',
    ],
    ['R04 PLUS 900 CNY after 7 h has 2 h', refund({ filed: '17:30', yuan: 900, isPlusMember: true }), 'R03', false, '2025-03-03T19:30:00'],
    ['R03 exactly 30 min and 300 CNY is instant', refund({ filed: '10:30', yuan: 300 }), 'R03', true, '2025-03-03T10:30:00'],
    ['R03 301 CNY after 10 min has 2 h', refund({ filed: '10:10', yuan: 301 }), 'R03', false, '2025-03-03T12:10:00'],
    ['R03 staged orders have 24 h', refund({ filed: '10:10', yuan: 100, isStaged: true }), 'R03', false, '2025-03-04T10:10:00'],
    ['R05 made to order has 24 h', refund({ filed: '10:10', yuan: 100, isMadeToOrder: true }), 'R03', false, '2025-03-04T10:10:00'],
    ['R05 distribution has 24 h', refund({ filed: '10:10', yuan: 100, isDistribution: true }), 'R03', false, '2025-03-04T10:10:00'],
    ['R02 filed at night is answered by noon', refund({ filed: '19:00', yuan: 500 }), 'R03', false, '2025-03-04T12:00:00'],
    [
      'R02 filed before work is answered by noon of that day',
      refund({ filed: '08:00', yuan: 500, paidAt: china('2025-03-03T07:00:00') }),
      'R03',
      false,
      '2025-03-03T12:00:00',
    ],
    [
      'R02 before R03: nothing is instant',
      refund({ filed: '', yuan: 280, paidAt: china('2022-12-01T10:00:00'), filedAt: china('2022-12-01T10:20:00') }),
      'R02',
      false,
      '2022-12-01T12:20:00',
    ],
    [
      'R02 other buyer levels have 24 h',
      refund({ filed: '', yuan: 280, buyerLevel: 7, paidAt: china('2022-12-01T10:00:00'), filedAt: china('2022-12-01T10:20:00') }),
      'R02',
      false,
      '2022-12-02T10:20:00',
    ],
    [
      'R01 named no time',
      refund({ filed: '', yuan: 280, paidAt: china('2022-01-01T10:00:00'), filedAt: china('2022-01-01T10:20:00') }),
      'R01',
      false,
      null,
    ],
    [
      'before R01 there was no rule',
      refund({ filed: '', yuan: 280, paidAt: china('2021-01-01T10:00:00'), filedAt: china('2021-01-01T10:20:00') }),
      null,
      false,
      null,
    ],
  ]
  for (const [says, asked, ruleId, instant, due] of rows) {
    t.same(sellerAnswer(asked), { ruleId, instant, dueAt: due === null ? null : china(due) }, says)
  }
  t.end()
})

t.test('R10, R11: when receipt is taken for granted', (t) => {
  const shippedAt = china('2026-03-01T09:00:00')
  const rows: [string, Parameters<typeof autoReceiptAt>[0], string, string][] = [
    ['R10 signed Mar 6', { shippedAt, signedAt: china('2026-03-06T12:00:00') }, 'R10', '2026-03-11T09:00:00'],
    ['R10 signed on day 8', { shippedAt, signedAt: china('2026-03-09T09:00:00') }, 'R10', '2026-03-11T09:00:00'],
    ['R10 signed Mar 12 15:00', { shippedAt, signedAt: china('2026-03-12T15:00:00') }, 'R10', '2026-03-14T15:00:00'],
    ['R10 no trace', { shippedAt, signedAt: null }, 'R10', '2026-03-31T09:00:00'],
    ['R10 signed after day 28', { shippedAt, signedAt: china('2026-03-30T09:00:00') }, 'R10', '2026-03-31T09:00:00'],
    [
      'R10 before June 2023, signed late',
      { shippedAt: china('2023-03-01T09:00:00'), signedAt: china('2023-03-12T15:00:00') },
      'R10',
      '2023-03-11T09:00:00',
    ],
    [
      'R11 Double 11 from the supply centre',
      { shippedAt: china('2026-11-14T09:00:00'), signedAt: null, paidAt: china('2026-11-12T00:00:00'), isSupplyCentre: true },
      'R11',
      '2026-11-27T09:00:00',
    ],
    [
      'R11 not for others',
      { shippedAt: china('2026-11-14T09:00:00'), signedAt: null, paidAt: china('2026-11-12T00:00:00') },
      'R10',
      '2026-12-14T09:00:00',
    ],
    [
      'R11 not a second later',
      { shippedAt: china('2026-11-14T09:00:00'), signedAt: null, paidAt: china('2026-11-13T16:00:00'), isSupplyCentre: true },
      'R10',
      '2026-12-14T09:00:00',
    ],
  ]
  for (const [says, order, ruleId, at] of rows) t.same(autoReceiptAt(order), { ruleId, at: china(at) }, says)
  t.end()
})

t.test('R06: when an unanswered return is refunded', (t) => {
  const signed = { sentBackAt: china('2026-04-01T10:00:00'), signedAt: china('2026-04-02T11:00:00'), amountFen: 26_000n }
  t.same(returnRefundAt(signed), china('2026-04-03T11:00:00'), '260 CNY signed Apr 2 11:00')
  t.same(returnRefundAt({ ...signed, amountFen: 90_000n }), china('2026-04-08T10:00:00'), '900 CNY sent Apr 1 10:00')
  t.same(returnRefundAt({ ...signed, signedAt: null }), china('2026-04-08T10:00:00'), 'no sign-off')
  t.same(returnRefundAt({ ...signed, signedAt: china('2026-04-08T09:00:00') }), china('2026-04-08T10:00:00'), 'never beyond 7 days')
  t.end()
})

t.test('R20: seven days are 168 h from sign-off', (t) => {
  t.same(noReasonWindowEndsAt(china('2026-04-01T15:30:00')), china('2026-04-08T15:30:00'))
  t.same(noReasonWindowEndsAt(china('2026-04-01T00:00:00'), true), china('2026-04-09T00:00:00'), 'only the date is known')
  t.end()
})

t.test('7.7 goods are inspected before any clock weakens a claim', (t) => {
  const arrivedAt = china('2026-04-02T09:00:00')
  const signedAt = china('2026-04-01T15:00:00')
  t.same(inspectBy({ arrivedAt, signedAt, autoReceiptAt: china('2026-04-11T09:00:00') }), china('2026-04-03T09:00:00'), 'our SLA')
  t.same(
    inspectBy({ arrivedAt, signedAt, autoReceiptAt: china('2026-04-03T20:00:00') }),
    china('2026-04-02T20:00:00'),
    'a day before receipt',
  )
  t.same(
    inspectBy({ arrivedAt, signedAt: china('2026-03-28T08:00:00'), autoReceiptAt: null }),
    china('2026-04-02T08:00:00'),
    'two days before the window',
  )
  t.same(inspectBy({ arrivedAt, signedAt: null, autoReceiptAt: null }), china('2026-04-03T09:00:00'), 'without a sign-off our scan counts')
  t.end()
})

t.test('6.3 the partner decides in 72 h, but before our claim would be late', (t) => {
  const at = china('2026-04-02T09:00:00')
  t.same(decideBy({ at, claimClosesAt: null }), china('2026-04-05T09:00:00'))
  t.same(decideBy({ at, claimClosesAt: china('2026-04-04T12:00:00') }), china('2026-04-04T10:00:00'))
  t.end()
})

t.test('R50: dispatch clocks over Spring Festival 2025', (t) => {
  const promiseMs = 48 * HOUR_MS
  const dueOf = (order: { paidAt: Date; promiseMs: number }) => dispatchDue(order, { asOf: order.paidAt }).at
  t.same(dueOf({ paidAt: china('2025-01-25T12:00:00'), promiseMs }), china('2025-02-09T00:00:00'))
  t.same(dueOf({ paidAt: china('2025-01-21T00:00:00'), promiseMs }), china('2025-02-09T00:00:00'))
  t.same(dueOf({ paidAt: china('2025-02-06T23:59:59'), promiseMs }), china('2025-02-09T00:00:00'))
  t.same(dueOf({ paidAt: china('2025-01-20T23:59:59'), promiseMs }), china('2025-01-22T23:59:59'))
  t.same(dueOf({ paidAt: china('2025-02-07T00:00:00'), promiseMs }), china('2025-02-09T00:00:00'))
  t.end()
})

t.test('10.7 calendars pause or extend other clocks', (t) => {
  const base = { name: 'x', from: china('2026-10-01T00:00:00'), to: china('2026-10-04T00:00:00') }
  const pause: PlatformCalendar = { ...base, affects: ['SELLER_RESPONSE'], mode: 'PAUSE' }
  const extend: PlatformCalendar = { ...base, affects: ['COMPLAINT'], mode: 'EXTEND_DAYS', extraDays: 2 }
  const due = (startedAt: string, effect: 'SELLER_RESPONSE' | 'COMPLAINT') =>
    dueWithCalendars({ startedAt: china(startedAt), durationMs: DAY_MS, effect }, [extend, pause])
  t.same(due('2026-09-30T12:00:00', 'SELLER_RESPONSE'), china('2026-10-04T12:00:00'), 'half a day before, half after')
  t.same(due('2026-10-02T12:00:00', 'SELLER_RESPONSE'), china('2026-10-05T00:00:00'), 'runs from the end of the pause')
  t.same(due('2026-09-29T12:00:00', 'SELLER_RESPONSE'), china('2026-09-30T12:00:00'), 'over before it began')
  t.same(due('2026-10-05T12:00:00', 'SELLER_RESPONSE'), china('2026-10-06T12:00:00'), 'started after it')
  t.same(due('2026-10-02T12:00:00', 'COMPLAINT'), china('2026-10-05T12:00:00'))
  t.same(due('2026-09-30T12:00:00', 'COMPLAINT'), china('2026-10-01T12:00:00'))
  t.end()
})
