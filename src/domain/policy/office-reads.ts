import type { Partner } from '../partners/partner.ts'
import type { StoredRate } from '../quotes/reference-rates.ts'
import type { StoredRule } from './stored-rule.ts'

/** What the operator's and finance's pages ask beyond the work of the warehouse. */
export interface OfficeReads {
  /** The whole book of rules, newest entry first. */
  rules(): Promise<StoredRule[]>
  /** The rates entered last, newest first, at most `limit`. */
  exchangeRates(limit: number): Promise<StoredRate[]>
  partners(): Promise<{ id: string; name: string }[]>
  /** Every partner with its settings, by name. */
  partnerSettings(): Promise<Partner[]>
  /** Display names of staff by their id. */
  staffNames(): Promise<ReadonlyMap<string, string>>
}
