import type { Money } from '../domain/shared/money.ts'
import { toMoneyWire } from './schema/wire.ts'

/** The facts of a refusal that a caller may see, by the names of the Problem schema; every other fact stays inside. */
export function extensionsOf(status: number, facts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const shown: Record<string, unknown> = {}
  if (isTextList(facts.allowed)) shown.allowed = facts.allowed
  if (isTextList(facts.policy)) shown.policy = facts.policy
  if (typeof facts.existingId === 'string') shown.existingId = facts.existingId
  if (isMoney(facts.shortfall)) shown.shortfall = toMoneyWire(facts.shortfall.amount, facts.shortfall.currency)
  if (typeof facts.retryable === 'boolean') shown.retryable = facts.retryable
  else if (status === 502) shown.retryable = false
  else if (status === 503) shown.retryable = true
  return shown
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string')
}

function isMoney(value: unknown): value is Money {
  return typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value && typeof value.amount === 'bigint'
}
