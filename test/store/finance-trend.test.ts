import t from 'tap'
import { dailyBalances } from '../../src/domain/wallet/finance-trend.ts'
import { financeTrend } from '../../src/store/finance-trend.ts'
import { aHold, aTopUp } from './ledger-rows.ts'
import { openStore } from './open-store.ts'
import { insertOrder, newTenant } from './order-rows.ts'

const day = (text: string) => new Date(`${text}+08:00`)

t.test('balances and orders by day in China, live and test apart', async (t) => {
  const { db, unitOfWork } = await openStore(t)
  const [one, other, test] = [await newTenant({ db }, true), await newTenant({ db }, true), await newTenant({ db })]
  const at = (time: string) => ({ createdAt: day(time), updatedAt: day(time) })
  await unitOfWork.run(async (tx) => {
    await tx.ledger.post({ ...aTopUp(one, 1_000n), createdAt: day('2026-11-19T12:00:00') })
    await tx.ledger.post({ ...aTopUp(one, 500n), createdAt: day('2026-11-21T00:00:00') })
    await tx.ledger.post({ ...aHold(one, 300n), createdAt: day('2026-11-21T23:59:59') })
    await tx.ledger.post({ ...aTopUp(other, 40n), createdAt: day('2026-11-22T08:00:00') })
    await tx.ledger.post({ ...aTopUp(test, 7n), createdAt: day('2026-11-22T08:00:00') })
    await insertOrder(tx, one, { order: at('2026-11-21T23:59:59'), line: at('2026-11-21T23:59:59') })
    await insertOrder(tx, other, { order: at('2026-11-22T00:00:00'), line: at('2026-11-22T00:00:00') })
    await insertOrder(tx, test, { order: at('2026-11-22T00:00:00'), line: at('2026-11-22T00:00:00') })
  })
  const trend = await financeTrend(db, true, { now: day('2026-11-22T10:00:00'), dayCount: 3 })
  t.same(trend.days, ['2026-11-20', '2026-11-21', '2026-11-22'])
  t.same(trend.orders, [0, 1, 1])
  t.same(
    trend.balances.map(({ currency, points }) => [currency, points.map((point) => [point.availableMinor, point.reservedMinor])]),
    [
      [
        'USD',
        [
          [1_000n, 0n],
          [1_200n, 300n],
          [1_240n, 300n],
        ],
      ],
    ],
  )
})

t.test('what is owed and what is drawn count together, as positive amounts', (t) => {
  const now = [
    { currency: 'EUR', kind: 'creditLine', minor: -70n },
    { currency: 'EUR', kind: 'owed', minor: -5n },
  ] as const
  const changes = [{ day: '2', currency: 'EUR', kind: 'creditLine', minor: -20n }] as const
  t.same(
    dailyBalances(['1', '2'], now, changes).map(({ points }) => points.map(({ exposureMinor }) => exposureMinor)),
    [[55n, 75n]],
  )
  t.same(dailyBalances(['1', '2'], [], []), [])
  t.end()
})
