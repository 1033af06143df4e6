import type { Currency } from '../shared/currencies.ts'
import { isNegative, isZero, type Money } from '../shared/money.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Tenant } from '../shared/tenant.ts'
import { ACCOUNTS, type AccountKey } from './accounts.ts'
import { type AmountName, POSTING_TEMPLATES, type PostingTemplateName, type TemplateLine } from './posting-templates.ts'

/** One line of the books: positive when the account's holder has more afterwards. `component` says which amount it is part of. */
export type Posting = { readonly account: AccountKey; readonly amountMinor: bigint; readonly component: string }

/** Postings written together or not at all, once per idempotency key. Without postings (all amounts nothing) there is nothing to write. */
export type PostingGroup = {
  readonly id: string
  readonly idempotencyKey: string
  readonly template: PostingTemplateName
  readonly tenant: Tenant
  readonly sourceType: string
  readonly sourceId: string
  readonly createdAt: Date
  readonly postings: readonly Posting[]
}

export type GroupRequest<T extends PostingTemplateName> = {
  readonly id: string
  readonly template: T
  readonly tenant: Tenant
  /** One for each name the template uses; never negative, nothing is allowed. The money's currency chooses the account. */
  readonly amounts: { readonly [name in AmountName<T>]: Money }
  readonly idempotencyKey: string
  readonly sourceType: string
  readonly sourceId: string
  readonly at: Date
}

/**
 * Fills a template with amounts: a group that sums to zero in each currency. Throws `ledger.amount_missing` or `ledger.amount_invalid`
 * for amounts that are absent or negative, `ledger.unbalanced` for a template that does not balance.
 */
export function buildGroup<T extends PostingTemplateName>(request: GroupRequest<T>): PostingGroup {
  const { id, template, tenant, idempotencyKey, sourceType, sourceId } = request
  const amounts: Readonly<Record<string, Money | undefined>> = request.amounts
  const lines: readonly TemplateLine[] = POSTING_TEMPLATES[template].lines
  const postings = lines.flatMap((line) => toPosting(line, amounts[line.amount], request))
  checkBalanced(postings, template)
  return { id, idempotencyKey, template, tenant, sourceType, sourceId, createdAt: request.at, postings }
}

/** The sum of each currency over the postings; all zero for a sound group. */
export function sumsByCurrency(postings: readonly Posting[]): Map<Currency, bigint> {
  const sums = new Map<Currency, bigint>()
  for (const { account, amountMinor } of postings) sums.set(account.currency, (sums.get(account.currency) ?? 0n) + amountMinor)
  return sums
}

/** Throws `ledger.unbalanced` when any currency does not sum to zero. */
export function checkBalanced(postings: readonly Posting[], template: string): void {
  const off = [...sumsByCurrency(postings)].filter(([, total]) => total !== 0n)
  if (off.length > 0) throw new Refusal('ledger.unbalanced', { template, off: off.map(([currency, amount]) => ({ currency, amount })) })
}

function toPosting(line: TemplateLine, amount: Money | undefined, request: { template: string; tenant: Tenant }): Posting[] {
  const facts = { template: request.template, amount: line.amount }
  if (!amount) throw new Refusal('ledger.amount_missing', facts)
  if (isNegative(amount)) throw new Refusal('ledger.amount_invalid', facts)
  if (isZero(amount)) return []
  const partnerId = ACCOUNTS[line.account].owner === 'partner' ? request.tenant.partnerId : null
  const account: AccountKey = { partnerId, kind: line.account, currency: amount.currency, livemode: request.tenant.livemode }
  return [{ account, amountMinor: line.sign === '+' ? amount.amount : -amount.amount, component: line.amount }]
}
