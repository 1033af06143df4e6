import type { Tenant } from '../shared/tenant.ts'
import { RULE_ROWS } from './rule-at.ts'
import type { RuleRow } from './rule-row.ts'

/** A row comes into force no sooner than this after it is entered: by then every process has read it. */
export const RULE_LEAD_MS = 5_000

/**
 * The rules that hold for one partner in one mode: ours, the operator's over them, the partner's own on top. Ask it with `ruleAt` and
 * `valueAt`, at the instant the matter began: a later change never reaches back. Answers from memory, so commands may ask inside a
 * transaction; a row is known to every process before it comes into force.
 */
export interface RuleBook {
  rowsFor(tenant: Tenant): readonly RuleRow[]
}

/** Asks for what holds for everybody in live mode: for rules about the house itself. */
export const HOUSE: Tenant = { partnerId: 'house', livemode: true }

/** The rows we ship and nothing over them: for benches without a database. */
export const SHIPPED_BOOK: RuleBook = { rowsFor: () => RULE_ROWS }
