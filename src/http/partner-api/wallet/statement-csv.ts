import { formatMajor, money } from '../../../domain/shared/money.ts'
import type { Statement, StatementEntry } from '../../../domain/wallet/statement.ts'

/** Never renamed, never reordered: other people's spreadsheets read them. */
const COLUMNS = [
  'row',
  'time',
  'entryId',
  'groupId',
  'template',
  'account',
  'currency',
  'amountMinor',
  'amount',
  'balanceMinor',
  'balance',
  'sourceType',
  'sourceId',
  'orderId',
] as const

type Row = Partial<Record<(typeof COLUMNS)[number], string>>

/** Tells Excel that the bytes are UTF-8. */
const BOM = '\uFEFF'

/**
 * The statement as CSV (RFC 4180), line by line as it is read: one `opening` row for each account, every entry with the balance after it,
 * one `closing` row for each account.
 */
export async function* statementCsv(statement: Statement, entries: AsyncIterable<StatementEntry>): AsyncGenerator<string> {
  yield `${BOM}${COLUMNS.join(',')}\r\n`
  const balances = new Map<string, bigint>()
  for (const { account, currency, openingMinor } of statement.accounts) {
    balances.set(`${account}/${currency}`, openingMinor)
    yield line({ row: 'opening', time: statement.from.toISOString(), account, currency, ...balanceOf(openingMinor, currency) })
  }
  for await (const entry of entries) {
    const { id, groupId, template, account, currency, amountMinor, sourceType, sourceId, orderId, createdAt } = entry
    const balance = (balances.get(`${account}/${currency}`) ?? 0n) + amountMinor
    balances.set(`${account}/${currency}`, balance)
    yield line({
      ...{ row: 'entry', time: createdAt.toISOString(), entryId: id, groupId, template, account, currency, sourceType, sourceId },
      amountMinor: String(amountMinor),
      amount: formatMajor(money(amountMinor, currency)),
      ...balanceOf(balance, currency),
      orderId: orderId ?? '',
    })
  }
  for (const { account, currency } of statement.accounts) {
    const balance = balances.get(`${account}/${currency}`) ?? 0n
    yield line({ row: 'closing', time: statement.before.toISOString(), account, currency, ...balanceOf(balance, currency) })
  }
}

function balanceOf(minor: bigint, currency: Statement['accounts'][number]['currency']): Row {
  return { balanceMinor: String(minor), balance: formatMajor(money(minor, currency)) }
}

const NUMBERS: readonly string[] = ['amountMinor', 'amount', 'balanceMinor', 'balance']

function line(row: Row): string {
  return `${COLUMNS.map((column) => (NUMBERS.includes(column) ? (row[column] ?? '') : cell(row[column] ?? ''))).join(',')}\r\n`
}

/** Text that a spreadsheet would take for a formula is marked as text; our own numbers are numbers. */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
