import { z } from 'zod'
import type { Statement, StatementEntry } from '../../../domain/wallet/statement.ts'
import { instantWire, moneyWire, toInstantWire, toMoneyWire } from '../../schema/wire.ts'
import { EXAMPLE } from '../examples.ts'

export const monthWire = z
  .string()
  .regex(/^20[0-9]{2}-(0[1-9]|1[0-2])$/)
  .max(7)
  .meta({ description: 'A month in China, `2026-11`.' })

const accountWire = z
  .object({
    account: z.string(),
    opening: moneyWire,
    credited: moneyWire.meta({ description: 'Everything the account gained.' }),
    debited: moneyWire.meta({ description: 'Everything it lost, negative.' }),
    closing: moneyWire.meta({ description: '`opening` + `credited` + `debited`; the opening of the next month.' }),
  })
  .meta({ id: 'StatementAccount' })

const totalWire = z
  .object({ template: z.string(), account: z.string(), amount: moneyWire, entries: z.int() })
  .meta({ id: 'StatementTotal', description: 'All bookings of one kind on one account.' })

const entryWire = z
  .object({
    id: z.string(),
    groupId: z.string(),
    template: z.string(),
    account: z.string(),
    amount: moneyWire,
    source: z.object({ type: z.string(), id: z.string(), orderId: z.string().nullable() }).meta({ id: 'StatementSource' }),
    createdAt: instantWire,
  })
  .meta({ id: 'StatementEntry' })

export const statementWire = z
  .object({
    object: z.literal('statement'),
    month: monthWire,
    timeZone: z.literal('Asia/Shanghai'),
    startsAt: instantWire,
    endsAt: instantWire.meta({ description: 'The first instant after the month.' }),
    status: z.enum(['open', 'closed']).meta({ id: 'StatementStatus', description: '`closed`: the month is over and never changes.' }),
    digest: z.string().meta({ description: 'SHA-256 over the ids, accounts and amounts of all entries.' }),
    accounts: z.array(accountWire),
    totals: z.array(totalWire),
    entryCount: z.int(),
    entries: z.array(entryWire).meta({ description: 'In order, at most 1,000; the CSV has them all.' }),
  })
  .meta({ id: 'Statement', description: 'A month of your money, account by account.' })

export const JSON_ENTRIES = 1_000

export function presentStatement(statement: Statement, entries: readonly StatementEntry[]): z.input<typeof statementWire> {
  const { month, from, before, accounts, totals, entryCount, digest, closed } = statement
  return {
    ...{ object: 'statement', month, timeZone: 'Asia/Shanghai', startsAt: toInstantWire(from), endsAt: toInstantWire(before) },
    status: closed === null ? 'open' : 'closed',
    digest,
    accounts: accounts.map(({ account, currency, openingMinor, inMinor, outMinor, closingMinor }) => ({
      account,
      opening: toMoneyWire(openingMinor, currency),
      credited: toMoneyWire(inMinor, currency),
      debited: toMoneyWire(outMinor, currency),
      closing: toMoneyWire(closingMinor, currency),
    })),
    totals: totals.map((total) => ({
      template: total.template,
      account: total.account,
      amount: toMoneyWire(total.amountMinor, total.currency),
      entries: total.entries,
    })),
    entryCount,
    entries: entries.map(({ id, groupId, template, account, currency, amountMinor, sourceType, sourceId, orderId, createdAt }) => ({
      ...{ id, groupId, template, account },
      amount: toMoneyWire(amountMinor, currency),
      source: { type: sourceType, id: sourceId, orderId },
      createdAt: toInstantWire(createdAt),
    })),
  }
}

const usd = (amount: number) => ({ amount, currency: 'USD' as const })

export const statementExample: z.input<typeof statementWire> = {
  object: 'statement',
  month: '2026-11',
  timeZone: 'Asia/Shanghai',
  startsAt: '2026-10-31T16:00:00.000Z',
  endsAt: '2026-11-30T16:00:00.000Z',
  status: 'closed',
  digest: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  accounts: [{ account: 'available', opening: usd(500_000), credited: usd(100_000), debited: usd(-13_581), closing: usd(586_419) }],
  totals: [{ template: 'topUpCleared', account: 'available', amount: usd(100_000), entries: 1 }],
  entryCount: 1,
  entries: [
    {
      id: `${EXAMPLE.group}_001`,
      groupId: EXAMPLE.group,
      template: 'topUpCleared',
      account: 'available',
      amount: usd(100_000),
      source: { type: 'topUp', id: EXAMPLE.topUp, orderId: null },
      createdAt: EXAMPLE.at,
    },
  ],
}
