import fc from 'fast-check'
import { sql } from 'kysely'
import t from 'tap'
import type { Currency } from '../../src/domain/shared/money.ts'
import type { Tenant } from '../../src/domain/shared/tenant.ts'
import type { Statement, StatementEntry } from '../../src/domain/wallet/statement.ts'
import { lastFinishedMonth, monthOf } from '../../src/domain/wallet/statement-month.ts'
import { statementCsv } from '../../src/http/partner-api/wallet/statement-csv.ts'
import { presentStatement } from '../../src/http/partner-api/wallet/statement-presenter.ts'
import { createManualClock } from '../../src/platform/clock.ts'
import { newTenant } from '../store/order-rows.ts'
import { type StackCore, startCore } from '../support/stack-core.ts'
import { WALLET_STEPS, type WalletStep, walkWallet } from '../support/wallet-walk.ts'

const SEED = 20_261_122
const RUNS = 10
const CURRENCIES: readonly Currency[] = ['USD', 'JPY']

/** Without a line there is nothing to draw. */
const CREDIT_FIRST = CURRENCIES.map((currency): WalletStep => ({ does: 'grant', currency, minor: 50_000, pick: 6 }))

const step: fc.Arbitrary<WalletStep> = fc.record({
  does: fc.oneof(
    ...[
      { weight: 2, arbitrary: fc.constantFrom(...WALLET_STEPS) },
      { weight: 2, arbitrary: fc.constantFrom('hold', 'hold', 'capture', 'refund', 'payIn', 'clear', 'repay', 'repay', 'wait') },
    ],
  ) as fc.Arbitrary<WalletStep['does']>,
  currency: fc.constantFrom(...CURRENCIES),
  minor: fc.integer({ min: 1, max: 60_000 }),
  pick: fc.nat({ max: 1_000 }),
})

t.test('whatever a partner lives through, the statements, the table, the balances and the credit tell one story', async (t) => {
  t.comment(`seed ${SEED}, ${RUNS} histories`)
  const clock = createManualClock(new Date('2026-08-11T01:02:03.004Z'))
  const stack = await startCore(t, { clock })
  const taken = new Map<string, number>()
  const history = fc.array(step, { minLength: 60, maxLength: 100, size: 'max' })
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      const tenant = await newTenant(stack.core)
      const firstMonth = monthOf(clock.now())
      const walk = walkWallet(stack, clock, tenant)
      for (const one of [...CREDIT_FIRST, ...steps]) {
        if (await walk.take(one)) taken.set(one.does, (taken.get(one.does) ?? 0) + 1)
        const off = await creditProblems(stack, tenant)
        if (off.length > 0) throw new Error(`after ${one.does}: ${off.join('; ')}`)
      }
      await stack.core.steps.closeMonths()
      const problems = await statementProblems(stack, tenant, { firstMonth, now: clock.now() })
      if (problems.length > 0) throw new Error(problems.join('\n'))
    }),
    { numRuns: RUNS, seed: SEED, endOnFailure: true },
  )
  for (const does of WALLET_STEPS) t.ok((taken.get(does) ?? 0) > 1, `${does}: ${taken.get(does) ?? 0} times`)
  const draws = await stack.core.db.selectFrom('creditDraw').select(['state', 'overdueAt']).execute()
  t.ok(
    draws.some(({ overdueAt }) => overdueAt !== null),
    'some credit was overdue',
  )
  t.ok(draws.filter(({ state }) => state === 'REPAID').length > 5, `${draws.length} draws, some repaid`)
  const { unbalancedGroups, driftedAccounts } = await stack.core.reads.ledgerProof()
  t.strictSame([...unbalancedGroups, ...driftedAccounts], [])
})

/** Where the wallet, the postings, the open draws and the limits tell different stories. */
async function creditProblems({ core }: StackCore, tenant: Tenant): Promise<string[]> {
  const balances = await core.reads.balances(tenant, core.clock.now())
  const { rows: sums } = await sql<{ kind: string; currency: string; total: bigint }>`
    select a.kind, a.currency, sum(p.amount_minor)::bigint as total from posting p join ledger_account a on a.id = p.account_id
    where a.partner_id = ${tenant.partnerId} group by 1, 2`.execute(core.db)
  const draws = await core.db.selectFrom('creditDraw').selectAll().where('partnerId', '=', tenant.partnerId).execute()
  const problems: string[] = []
  for (const { currency, credit, availableMinor, reservedMinor, pendingMinor, owedMinor } of balances) {
    const posted = (kind: string) => sums.find((sum) => sum.kind === kind && sum.currency === currency)?.total ?? 0n
    const open = draws
      .filter((draw) => draw.currency === currency)
      .reduce((total, { drawnMinor, repaidMinor }) => total + drawnMinor - repaidMinor, 0n)
    const pairs: readonly (readonly [string, bigint, bigint])[] = [
      ['available', availableMinor, posted('available')],
      ['reserved', reservedMinor, posted('reserved')],
      ['pending', pendingMinor, posted('pending')],
      ['owed', -owedMinor, posted('owed')],
      ['credit posted', open, -posted('creditLine')],
      ['credit shown', credit?.drawnMinor ?? 0n, open],
    ]
    for (const [what, one, other] of pairs) if (one !== other) problems.push(`${what} ${currency}: ${one} and ${other}`)
  }
  const shown = new Set<string>(balances.map(({ currency }) => currency))
  return [...problems, ...sums.filter(({ currency }) => !shown.has(currency)).map(({ currency }) => `${currency} is not shown`)]
}

type Span = { firstMonth: string; now: Date }

/** Month after month: what does not add up, does not go on from the month before, or reads otherwise as a table. */
async function statementProblems({ core }: StackCore, tenant: Tenant, { firstMonth, now }: Span): Promise<string[]> {
  const problems: string[] = []
  const closings = new Map<string, bigint>()
  for (const month of monthsFrom(firstMonth, monthOf(now))) {
    const statement = await core.reads.statement(tenant, month)
    const entries = await gather(core.reads.statementEntries(tenant, month))
    const say = (what: string) => problems.push(`${month}: ${what}`)
    for (const { account, currency, openingMinor, inMinor, outMinor, closingMinor } of statement.accounts) {
      const key = `${account}/${currency}`
      const moved = sumOf(entries.filter((entry) => entry.account === account && entry.currency === currency))
      const totals = sumOf(statement.totals.filter((total) => total.account === account && total.currency === currency))
      if (openingMinor !== (closings.get(key) ?? 0n)) say(`${key} opens with ${openingMinor}, closed with ${closings.get(key)}`)
      if (openingMinor + moved !== closingMinor) say(`${key}: ${openingMinor} and ${moved} are not ${closingMinor}`)
      if (inMinor + outMinor !== moved || totals !== moved) say(`${key} moved ${moved}, told ${inMinor} ${outMinor} ${totals}`)
      closings.set(key, closingMinor)
    }
    if (entries.length !== statement.entryCount) say(`${entries.length} entries, told ${statement.entryCount}`)
    const isOver = month <= lastFinishedMonth(now)
    if (isOver && entries.length > 0 && statement.closed?.digest !== statement.digest) say('over, and not closed as it reads')
    for (const what of await tableProblems(statement, entries)) say(what)
  }
  for (const { currency, availableMinor, reservedMinor, pendingMinor, owedMinor } of await core.reads.balances(tenant, now)) {
    const told = { available: availableMinor, reserved: reservedMinor, pending: pendingMinor, owed: -owedMinor }
    for (const [account, minor] of Object.entries(told))
      if ((closings.get(`${account}/${currency}`) ?? 0n) !== minor) problems.push(`${account}/${currency} is not the last closing`)
  }
  return problems
}

/** Where the table and the answer in JSON differ, to the minor unit. */
async function tableProblems(statement: Statement, entries: readonly StatementEntry[]): Promise<string[]> {
  const wire = presentStatement(statement, entries)
  const [header = '', ...lines] = (await gather(statementCsv(statement, each(entries)))).join('').slice(1).trimEnd().split('\r\n')
  const columns = header.split(',')
  const rows = lines.map((line) => new Map(line.split(',').map((cell, index) => [columns[index] ?? '', cell])))
  const told = (rows: Map<string, string>[], minor: string, major: string) =>
    rows.map((row) => [
      row.get('account'),
      row.get('currency'),
      row.get(minor),
      row
        .get(major)
        ?.replace('.', '')
        .replace(/^(-?)0+(?=\d)/, '$1'),
    ])
  const meant = (all: { account: string; amount: { amount: number; currency: string } }[]) =>
    all.map(({ account, amount }) => [account, amount.currency, String(amount.amount), String(amount.amount)])
  const of = (kind: string) => rows.filter((row) => row.get('row') === kind)
  const opening = meant(wire.accounts.map(({ account, opening: amount }) => ({ account, amount })))
  const closing = meant(wire.accounts.map(({ account, closing: amount }) => ({ account, amount })))
  return [
    ...(same(told(of('opening'), 'balanceMinor', 'balance'), opening) ? [] : ['the table opens otherwise']),
    ...(same(told(of('entry'), 'amountMinor', 'amount'), meant(wire.entries)) ? [] : ['the table moves otherwise']),
    ...(same(told(of('closing'), 'balanceMinor', 'balance'), closing) ? [] : ['the table closes otherwise']),
  ]
}

async function* each<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items
}

async function gather<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = []
  for await (const item of items) all.push(item)
  return all
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function sumOf(rows: readonly { amountMinor: bigint }[]): bigint {
  return rows.reduce((total, { amountMinor }) => total + amountMinor, 0n)
}

function monthsFrom(first: string, last: string): string[] {
  const [year = 0, month = 1] = first.split('-').map(Number)
  const all = Array.from({ length: 60 }, (_, index) => new Date(Date.UTC(year, month - 1 + index, 1)).toISOString().slice(0, 7))
  return all.filter((one) => one <= last)
}
