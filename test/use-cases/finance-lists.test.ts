import t from 'tap'
import { DAY_MS } from '../../src/domain/shared/clock.ts'
import type { Page, PageRequest } from '../../src/domain/shared/page.ts'
import { createManualClock } from '../../src/platform/clock.ts'
import { startCore } from '../support/stack-core.ts'
import { openCredit } from '../support/stack-credit.ts'

type Row = { id: string; createdAt: Date; dueAt?: Date }

t.test('finance turns the pages of everything there is, each row once, in order', async (t) => {
  const clock = createManualClock(new Date('2026-11-02T03:04:05.678Z'))
  const { core, tenant } = await startCore(t, { clock })
  const { grant, drawByHand, topUp, owed } = openCredit({ core, tenant })
  const { financeReads } = core.wallet
  // The demo partner has had a change of its own, in euros.
  for (let limitMinor = 700n; limitMinor > 0n; limitMinor -= 100n) await grant({ limitMinor: 70_000n + limitMinor, termDays: 9 })
  for (let drawn = 1n; drawn <= 9n; drawn += 1n) {
    await drawByHand({ posted: drawn, drawn })
    if (drawn % 2n === 0n) clock.advance(DAY_MS)
  }
  for (let minor = 1n; minor <= 5n; minor += 1n) await topUp(minor)

  const draws = await allOf((page) => financeReads.unpaidDraws(false, page), 4)
  const due = draws.map(({ dueAt }) => dueAt?.getTime() ?? 0)
  t.strictSame(
    due,
    [...due].sort((left, right) => left - right),
    'what falls due first on top',
  )
  t.equal(new Set(draws.map(({ id }) => id)).size, 9)
  t.strictSame(await financeReads.unpaidDraws(true, { limit: 5, after: null }), { rows: [], hasMore: false }, 'one mode at a time')

  for (const [what, read, expected] of [
    ['changes', (page: PageRequest) => financeReads.creditChanges(false, page), 8],
    ['bookings', (page: PageRequest) => financeReads.bookings({ livemode: false }, page), 5],
    ['top-ups', (page: PageRequest) => financeReads.topUps({ livemode: false, states: ['CLEARED'] }, page), 5],
  ] as const) {
    const rows = await allOf<Row>(read, 2)
    const newest = rows.toSorted((left, right) => right.createdAt.getTime() - left.createdAt.getTime() || (left.id < right.id ? 1 : -1))
    t.strictSame(rows, newest, `${what}: newest first`)
    t.equal(new Set(rows.map(({ id }) => id)).size, expected, what)
  }
  const dollars = (await financeReads.creditLines(false, clock.now())).find(({ currency }) => currency === 'USD')
  t.match(dollars, { limitMinor: 70_100n, drawnMinor: 45n })
  t.equal(await owed(), 45n)
})

/** Every row of a list, read page by page as somebody turns them. */
async function allOf<Item extends Row>(read: (page: PageRequest) => Promise<Page<Item>>, limit: number): Promise<Item[]> {
  const rows: Item[] = []
  for (let after: PageRequest['after'] = null; ; ) {
    const page = await read({ limit, after })
    rows.push(...page.rows)
    const last = page.rows.at(-1)
    if (!page.hasMore || last === undefined) return rows
    after = { createdAt: last.dueAt ?? last.createdAt, id: last.id }
  }
}
