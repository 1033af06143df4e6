import { Refusal } from '../domain/shared/refusal.ts'
import type { RefusalCode } from '../domain/shared/refusal-codes.ts'

/** What a broken guard of the schema means in the domain's words, by the name of the constraint. */
const REFUSAL_OF_CONSTRAINT: Readonly<Record<string, RefusalCode>> = {
  ledger_account_floor: 'wallet.insufficient',
  ledger_account_credit_limit: 'credit.limit_exceeded',
  credit_change_four_eyes: 'booking.second_person_required',
  credit_change_open: 'credit.change_pending',
  posting_group_balanced: 'ledger.unbalanced',
  posting_group_idempotency_key: 'ledger.duplicate_group',
  posting_account_id_owner_livemode_currency_fkey: 'ledger.currency_mismatch',
  agent_order_external_ref: 'order.external_ref_taken',
  agent_order_quote_id_key: 'quote.already_used',
  order_line_quantities: 'order.quantity_broken',
  order_line_refund_limit: 'refund.amount_exceeds_refundable',
  shipment_external_ref: 'resource.already_exists',
  inspection_counts: 'inspection.quantity_mismatch',
  stock_lot_reservation: 'stock.insufficient',
  rule_row_partner_id_fkey: 'resource.not_found',
  exchange_rate_ahead: 'rule.reaches_back',
  exchange_rate_rate_check: 'exchange_rate.invalid',
  rule_row_ahead: 'rule.reaches_back',
  rule_row_cancelled_once: 'rule.in_force_already',
  refund_case_units: 'refund.quantity_exceeds_refundable',
  refund_case_open: 'refund.open_case_exists',
  booking_bank_reference: 'booking.bank_reference_taken',
  booking_four_eyes: 'booking.second_person_required',
  top_up_external_ref: 'resource.already_exists',
  refund_case_upstream_refund: 'refund.already_paid_out',
}

/** Raised by `require_changed`; its detail holds the facts. */
const ROW_VERSION = 'row_version'
const POSTED = new Set<unknown>(['posting_group_idempotency_key', 'posting_group_pkey', 'posting_pkey'])
const UNIQUE_VIOLATION = '23505'
const NOT_NULL_VIOLATION = '23502'
const SERIALIZATION_FAILURE = '40001'
const DEADLOCK = '40P01'

/** The refusal a guard of the schema stands for; anything else comes back as it was. */
export function toRefusal(error: unknown): unknown {
  const { code, constraint, table, detail } = factsOf(error)
  if (constraint === undefined) return error
  if (constraint === ROW_VERSION) return new Refusal('resource.version_mismatch', JSON.parse(detail ?? '{}'), { cause: error })
  const refusal = REFUSAL_OF_CONSTRAINT[constraint] ?? (code === UNIQUE_VIOLATION ? 'resource.already_exists' : undefined)
  return refusal === undefined ? error : new Refusal(refusal, { constraint, table }, { cause: error })
}

export type Remedy = 'tryAgain' | 'lookFirst'

/**
 * How the same work may well succeed after this error, if it may: another try, or one that looks before it writes (`Scope.looksFirst`)
 * because something that was written in good faith was not taken.
 */
export function remedyFor(error: unknown, { looksFirst }: { looksFirst: boolean }): Remedy | undefined {
  const { code, constraint, table, column } = factsOf(error)
  // A twin that finished between our look and our write: the next try finds its answer.
  if (code === SERIALIZATION_FAILURE || code === DEADLOCK || constraint === 'idempotency_pkey') return 'tryAgain'
  if (code === UNIQUE_VIOLATION && POSTED.has(constraint)) return looksFirst ? 'tryAgain' : 'lookFirst'
  const isAccountClosed = code === NOT_NULL_VIOLATION && table === 'posting' && column === 'account_id'
  return (isAccountClosed || constraint === 'ledger_account_floor') && !looksFirst ? 'lookFirst' : undefined
}

type Facts = { code?: string; constraint?: string; table?: string; column?: string; detail?: string }

function factsOf(error: unknown): Facts {
  return error instanceof Error ? (error as Error & Facts) : {}
}
