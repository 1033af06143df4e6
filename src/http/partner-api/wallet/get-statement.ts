import { Readable } from 'node:stream'
import { z } from 'zod'
import type { Statement, StatementEntry } from '../../../domain/wallet/statement.ts'
import { monthOf } from '../../../domain/wallet/statement-month.ts'
import { answer } from '../../answer.ts'
import { Problem } from '../../problem.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { statementCsv } from './statement-csv.ts'
import { JSON_ENTRIES, monthWire, presentStatement, statementExample, statementWire } from './statement-presenter.ts'

const CSV = 'text/csv'

export const getStatement = definePartnerRoute({
  method: 'GET',
  path: '/v1/statements/{month}',
  operationId: 'getStatement',
  tag: 'Wallet',
  summary: 'Read a statement',
  description:
    'A month of your money: opening balances, what moved and why, closing balances. `Accept: text/csv` or `format=csv` answers a table with every entry and the balance after it, however many there are.',
  scope: 'wallet:read',
  cost: 5,
  params: z.object({ month: monthWire }),
  query: z.strictObject({ format: z.enum(['json', 'csv']).optional().meta({ description: 'Goes before `Accept`.' }) }),
  response: { status: 200, schema: statementWire, example: statementExample, alsoAs: [CSV] },
  problems: [409],
  handler: async ({ reads, tenant, params, query, request, clock }) => {
    const { month } = params
    if (month > monthOf(clock.now())) throw new Problem('statement.not_ready')
    const statement = await reads.statement(tenant, month)
    requireUnchanged(statement)
    const entries = reads.statementEntries(tenant, month)
    const isCsv = (query.format ?? (request.headers.accept?.includes(CSV) ? 'csv' : 'json')) === 'csv'
    if (!isCsv) return presentStatement(statement, await firstOf(entries))
    return answer(Readable.from(statementCsv(statement, entries)), {
      contentType: `${CSV}; charset=utf-8`,
      headers: { 'content-disposition': `attachment; filename="statement-${month}.csv"` },
    })
  },
})

/** A closed month is proved again whenever it is read: better no statement than one that has changed. */
function requireUnchanged({ month, closed, digest }: Statement): void {
  if (closed !== null && closed.digest !== digest) throw new Error(`the statement of ${month} is not what it was when it was closed`)
}

async function firstOf(entries: AsyncIterable<StatementEntry>): Promise<StatementEntry[]> {
  const first: StatementEntry[] = []
  for await (const entry of entries) {
    if (first.length === JSON_ENTRIES) break
    first.push(entry)
  }
  return first
}
