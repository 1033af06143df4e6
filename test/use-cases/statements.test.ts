import fc from 'fast-check'
import t from 'tap'
import { buildGroup } from '../../src/domain/ledger/build-group.ts'
import { type Currency, money } from '../../src/domain/shared/money.ts'
import type { StatementEntry } from '../../src/domain/wallet/statement.ts'
import { boundsOf, lastFinishedMonth, monthOf } from '../../src/domain/wallet/statement-month.ts'
import { statementCsv } from '../../src/http/partner-api/wallet/statement-csv.ts'
import { createManualClock } from '../../src/platform/clock.ts'
import { newTenant } from '../store/order-rows.ts'
import { startCore } from '../support/stack-core.ts'
import '../support/seeded-properties.ts'

const CURRENCIES: readonly Currency[] = ['USD', 'JPY', 'KRW']
const MONTHS = ['2026-08', '2026-09', '2026-10'] as const

t.test('a month begins and ends at midnight in China', async (t) => {
  t.strictSame(boundsOf('2026-12'), { from: new Date('2026-11-30T16:00:00Z'), before: new Date('2026-12-31T16:00:00Z') })
  t.equal(monthOf(new Date('2026-10-31T16:00:00Z')), '2026-11')
  t.equal(lastFinishedMonth(new Date('2026-10-31T16:59:59Z')), '2026-09', 'what is on its way may still arrive')
  t.equal(lastFinishedMonth(new Date('2026-10-31T17:00:00Z')), '2026-10')
})

t.test('opening and what moved are the closing, and the opening of the next month; the table adds up to the same', async (t) => {
  const clock = createManualClock(new Date('2026-11-02T00:00:00Z'))
  const { core } = await startCore(t, { clock })
  const move = fc.record({
    currency: fc.constantFrom(...CURRENCIES),
    minor: fc.integer({ min: 1, max: 90_000 }),
    hold: fc.boolean(),
    at: fc.date({ min: boundsOf('2026-08').from, max: new Date(boundsOf('2026-10').before.getTime() - 1), noInvalidDate: true }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 1, maxLength: 30 }), async (moves) => {
      const tenant = await newTenant(core)
      const post = (template: 'topUp' | 'holdPayment1', { currency, minor, at }: (typeof moves)[number]) => {
        const id = core.ids.next('grp')
        const about = { id, tenant, idempotencyKey: id, sourceType: 'test', sourceId: id, at }
        const amount = money(minor, currency)
        return core.uow.run((tx) =>
          tx.ledger.post(
            template === 'topUp'
              ? buildGroup({ ...about, template, amounts: { paidIn: amount } })
              : buildGroup({ ...about, template, amounts: { held: amount } }),
          ),
        )
      }
      for (const one of moves) {
        await post('topUp', one)
        if (one.hold) await post('holdPayment1', one)
      }
      const closings = new Map<string, bigint>()
      for (const month of MONTHS) {
        const statement = await core.reads.statement(tenant, month)
        const entries: StatementEntry[] = []
        for await (const entry of core.reads.statementEntries(tenant, month)) entries.push(entry)
        if (entries.length !== statement.entryCount) return false
        for (const { account, currency, openingMinor, inMinor, outMinor, closingMinor } of statement.accounts) {
          const key = `${account}/${currency}`
          const own = entries.filter((entry) => entry.account === account && entry.currency === currency)
          const moved = own.reduce((sum, entry) => sum + entry.amountMinor, 0n)
          const totals = statement.totals.filter((total) => total.account === account && total.currency === currency)
          if (openingMinor !== (closings.get(key) ?? 0n)) return false
          if (openingMinor + moved !== closingMinor || inMinor + outMinor !== moved) return false
          if (totals.reduce((sum, total) => sum + total.amountMinor, 0n) !== moved) return false
          closings.set(key, closingMinor)
        }
      }
      const balances = await core.reads.balances(tenant, clock.now())
      return balances.every(
        ({ currency, availableMinor, reservedMinor }) =>
          (closings.get(`available/${currency}`) ?? 0n) === availableMinor &&
          (closings.get(`reserved/${currency}`) ?? 0n) === reservedMinor,
      )
    }),
    { numRuns: 12, seed: 20_261_122 },
  )
})

t.test('a month that is over is closed once, told, and reads the same for ever', async (t) => {
  const clock = createManualClock(new Date('2026-11-05T00:00:00Z'))
  const { core } = await startCore(t, { clock })
  const tenant = await newTenant(core)
  const id = core.ids.next('grp')
  const about = { id, tenant, idempotencyKey: id, sourceType: 'test', sourceId: id, at: new Date('2026-10-12T00:00:00Z') }
  await core.uow.run((tx) => tx.ledger.post(buildGroup({ ...about, template: 'topUp', amounts: { paidIn: money(700, 'JPY') } })))
  t.equal(await core.steps.closeMonths(), 1)
  t.equal(await core.steps.closeMonths(), 0)
  const { digest, closed } = await core.reads.statement(tenant, '2026-10')
  t.match(closed, { month: '2026-10', entries: 1, digest })
  t.match(await core.reads.statementMonths(tenant), [{ month: '2026-10', closed: { digest } }])
  const events = await core.db.selectFrom('partnerEvent').select(['type', 'payload']).where('partnerId', '=', tenant.partnerId).execute()
  t.match(events, [{ type: 'wallet.statement_ready', payload: { month: '2026-10' } }])
})

t.test('the table: columns, balances after each entry, nothing a spreadsheet would run', async (t) => {
  const base = {
    month: '2026-10',
    from: new Date('2026-09-30T16:00:00Z'),
    before: new Date('2026-10-31T16:00:00Z'),
    totals: [],
    digest: '',
  }
  const accounts = [
    { account: 'available', currency: 'USD' as const, openingMinor: 500n, inMinor: 0n, outMinor: -120n, closingMinor: 380n },
  ]
  async function* entries(): AsyncGenerator<StatementEntry> {
    yield {
      id: 'grp_1_000',
      groupId: 'grp_1',
      template: 'holdPayment1',
      account: 'available',
      currency: 'USD',
      amountMinor: -120n,
      sourceType: 'orderLine',
      sourceId: '=cmd|1,"2"',
      orderId: null,
      createdAt: new Date('2026-10-02T03:04:05Z'),
    }
  }
  let text = ''
  for await (const piece of statementCsv({ ...base, accounts, entryCount: 1, closed: null }, entries())) text += piece
  t.equal(text.codePointAt(0), 0xfeff)
  t.strictSame(text.slice(1).split('\r\n'), [
    'row,time,entryId,groupId,template,account,currency,amountMinor,amount,balanceMinor,balance,sourceType,sourceId,orderId',
    'opening,2026-09-30T16:00:00.000Z,,,,available,USD,,,500,5.00,,,',
    `entry,2026-10-02T03:04:05.000Z,grp_1_000,grp_1,holdPayment1,available,USD,-120,-1.20,380,3.80,orderLine,"'=cmd|1,""2""",`,
    'closing,2026-10-31T16:00:00.000Z,,,,available,USD,,,380,3.80,,,',
    '',
  ])
})
