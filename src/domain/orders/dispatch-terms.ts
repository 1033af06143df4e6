import { dispatchDue } from '../policy/platform-calendars.ts'
import { citationOf, ruleAt } from '../policy/rule-at.ts'
import type { RuleRow } from '../policy/rule-row.ts'
import type { CalendarDeadline } from '../policy/warehouse-days.ts'
import type { OrderLine } from './order.ts'
import type { Purchase } from './purchase.ts'

/** By when the seller has promised to ship a bought line, by which rows (R13, R50). */
export type DispatchTerms = CalendarDeadline & { lineId: string; promise: string; ruleId: string; ruleVersion: string; isLate: boolean }

type Facts = { lines: readonly OrderLine[]; purchases: readonly Purchase[]; at: Date; rows: readonly RuleRow[] }

/** Of the lines that are bought and not shipped; a seller who promised nothing we know of is left out. */
export function dispatchTerms({ lines, purchases, at, rows }: Facts): DispatchTerms[] {
  return lines.flatMap((line) => {
    const promise = line.snapshot.shippingTimeGuarantee
    const paidAt = purchases.find(({ id }) => id === line.purchaseId)?.paidAt ?? null
    const rule = paidAt === null ? undefined : ruleAt('R13', paidAt, rows)
    if (line.state !== 'PURCHASED' || promise === null || paidAt === null || rule === undefined) return []
    const promiseMs = (rule.value.promisesMs as Readonly<Record<string, number>>)[promise]
    if (promiseMs === undefined) return []
    const due = dispatchDue({ paidAt, promiseMs }, { asOf: at, rows })
    const { ruleId, version: ruleVersion } = citationOf(rule)
    return [{ ...due, lineId: line.id, promise, ruleId, ruleVersion, isLate: due.at < at }]
  })
}

/** When the first of these promises is broken; null without any. */
export function earliest(terms: readonly Pick<DispatchTerms, 'at'>[]): Date | null {
  return terms.length === 0 ? null : new Date(Math.min(...terms.map(({ at }) => at.getTime())))
}
