import type { Money } from '../domain/shared/money.ts'
import type { ProblemCode } from './problems/catalogue.ts'
import type { FieldProblem } from './schema/field-problems.ts'
import { toMoneyWire } from './schema/wire.ts'

/** The facts of a refusal that a caller may see, by the names of the Problem schema; every other fact stays inside. */
export function extensionsOf(code: ProblemCode, status: number, facts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const shown: Record<string, unknown> = {}
  if (isTextList(facts.allowed)) shown.allowed = facts.allowed
  if (isTextList(facts.policy)) shown.policy = facts.policy
  if (TELLS_A_REASON.has(code) && typeof facts.reason === 'string') shown.reason = facts.reason
  const existing = facts.existingId ?? (NAMES_THE_EXISTING.has(code) ? facts.id : undefined)
  if (typeof existing === 'string') shown.existingId = existing
  for (const name of AMOUNTS) {
    const amount = facts[name]
    if (isMoney(amount)) shown[name] = toMoneyWire(amount.amount, amount.currency)
  }
  if (typeof facts.retryable === 'boolean') shown.retryable = facts.retryable
  else if (status === 502) shown.retryable = false
  else if (status === 503) shown.retryable = true
  return shown
}

/** The fields of the body a refusal is about, when its facts point at some. */
export function fieldsOf(code: ProblemCode, { pointer, pointers }: Readonly<Record<string, unknown>>): FieldProblem[] {
  const named = typeof pointer === 'string' ? [pointer] : isTextList(pointers) ? pointers : []
  const fieldCode = code.endsWith('_required')
    ? 'required'
    : code.endsWith('not_found') || code.endsWith('_unknown')
      ? 'not_found'
      : code.endsWith('_repeated')
        ? 'not_unique'
        : 'conflict'
  return named.map((at) => ({ in: 'body', pointer: at, code: fieldCode }))
}

/** Facts that are money. */
const AMOUNTS = ['shortfall', 'required', 'available', 'creditLeft', 'overdue'] as const

/** Codes whose fact `reason` is a word for programs. */
const TELLS_A_REASON: ReadonlySet<ProblemCode> = new Set(['product.link_not_recognised', 'product.image_not_usable'])

/** Codes whose fact `id` is the resource that is in the way. */
const NAMES_THE_EXISTING: ReadonlySet<ProblemCode> = new Set(['order.external_ref_taken', 'quote.already_used', 'refund.open_case_exists'])

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string')
}

function isMoney(value: unknown): value is Money {
  return typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value && typeof value.amount === 'bigint'
}
