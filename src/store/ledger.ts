import { sql } from 'kysely'
import { lowestBalance } from '../domain/ledger/accounts.ts'
import { checkBalanced, type Posting, type PostingGroup } from '../domain/ledger/build-group.ts'
import type { Ledger } from '../domain/ports.ts'
import { Refusal } from '../domain/shared/refusal.ts'
import type { DbTransaction } from './database.ts'
import type { Scope } from './scope.ts'

/** The books. The schema keeps them honest by itself: triggers move the balances and prove each group at commit. */
export function createLedger(scope: Scope): Ledger {
  return {
    async post(group) {
      checkBalanced(group.postings, group.template)
      if (group.postings.length === 0) return true
      const trx = scope.direct()
      let outcome = await write(trx, group)
      if (outcome.accounts < group.postings.length) {
        await openAccounts(trx, group.postings)
        outcome = await write(trx, group)
      }
      if (!outcome.written) await requireSameGroup(trx, group)
      return outcome.written
    },
    async balanceOf({ partnerId, livemode }, account, currency) {
      const { rows } = await sql<{ balanceMinor: bigint }>`
        select balance_minor from ledger_account
        where owner = ${partnerId} and livemode = ${livemode} and kind = ${account} and currency = ${currency}`.execute(scope.direct())
      return rows[0]?.balanceMinor ?? 0n
    },
    async lockBalance({ partnerId, livemode }, account, currency) {
      const { rows } = await sql<{ kind: string; currency: string; balanceMinor: bigint }>`
        select kind, currency, balance_minor from ledger_account
        where owner = ${partnerId} and livemode = ${livemode}
          and (kind = ${DOOR} or (kind = ${account} and currency = ${currency}))
        order by kind <> ${DOOR}, currency
        for no key update`.execute(scope.direct())
      return rows.find((row) => row.kind === account && row.currency === currency)?.balanceMinor ?? 0n
    },
  }
}

/**
 * One round trip: finds the accounts and writes group and postings, but only when every account is there and the key is new. Whoever
 * posts goes through the partner's door first and, where the house is touched, through the house's door next: one transaction posts
 * several groups, in one order for a purchase and in another for a refund, and would wait in a circle without.
 */
async function write(trx: DbTransaction, group: PostingGroup): Promise<{ accounts: number; written: boolean }> {
  const { id, idempotencyKey, tenant, template, sourceType, sourceId, createdAt, postings } = group
  const { rows } = await sql<{ accounts: number; written: boolean }>`
    with asked as (
      select * from unnest(
        ${postings.map((_, index) => postingId(id, index))}::text[], ${postings.map(({ account }) => account.partnerId ?? HOUSE)}::text[],
        ${postings.map(({ account }) => account.livemode)}::boolean[], ${postings.map(({ account }) => account.kind)}::text[],
        ${postings.map(({ account }) => account.currency)}::text[], ${postings.map(({ amountMinor }) => amountMinor)}::bigint[],
        ${postings.map(({ component }) => component)}::text[]
      ) as w (posting_id, owner, livemode, kind, currency, amount_minor, component)
    ), reached as (
      select a.id from asked w join ledger_account a on (a.owner, a.livemode, a.kind, a.currency) = (w.owner, w.livemode, w.kind, w.currency)
      union all
      select id from ledger_account where (owner, livemode, kind) = (${tenant.partnerId}, ${tenant.livemode}, ${DOOR})
      union all
      select id from ledger_account where (owner, livemode, kind) = (${HOUSE}, ${tenant.livemode}, ${HOUSE_DOOR})
        and exists (select from asked where owner = ${HOUSE})
    ), locked as materialized (
      select a.* from ledger_account a where a.id = any (array(select id from reached))
      order by a.owner = ${HOUSE}, a.kind not in (${DOOR}, ${HOUSE_DOOR}), a.currency, a.kind
      for no key update of a
    ), wanted as (
      select a.id, a.owner, a.livemode, a.currency, w.posting_id, w.amount_minor, w.component
      from asked w join locked a on (a.owner, a.livemode, a.kind, a.currency) = (w.owner, w.livemode, w.kind, w.currency)
    ), new_group as (
      insert into posting_group (id, idempotency_key, partner_id, livemode, template, source_type, source_id, created_at)
      select ${id}, ${idempotencyKey}, ${tenant.partnerId}, ${tenant.livemode}, ${template}, ${sourceType}, ${sourceId},
        ${createdAt}::timestamptz
      where (select count(*) from wanted) = ${postings.length}::int
      on conflict (idempotency_key) do nothing
      returning id, created_at
    ), new_postings as (
      insert into posting (id, group_id, account_id, owner, livemode, currency, amount_minor, component, created_at)
      select w.posting_id, g.id, w.id, w.owner, w.livemode, w.currency, w.amount_minor, w.component, g.created_at
      from wanted w cross join new_group g
    )
    select (select count(*) from wanted)::int as accounts, exists (select from new_group) as written`.execute(trx)
  const [outcome] = rows
  if (outcome === undefined) throw new Error('the posting group gave no answer')
  return outcome
}

const HOUSE = 'house'
/** Accounts that are locked before all others of their owner. Nearly every group of the house moves the second one anyway. */
const DOOR = 'available'
const HOUSE_DOOR = 'sellerClearing1688'

/** Accounts come into being with their first posting, with the floor their kind prescribes. */
async function openAccounts(trx: DbTransaction, postings: readonly Posting[]): Promise<void> {
  const accounts = postings.map(({ account }) => account)
  await sql`
    insert into ledger_account (partner_id, owner, livemode, kind, currency, floor_minor)
    select distinct * from unnest(
      ${accounts.map((account) => account.partnerId)}::text[], ${accounts.map((account) => account.partnerId ?? HOUSE)}::text[],
      ${accounts.map((account) => account.livemode)}::boolean[],
      ${accounts.map((account) => account.kind)}::text[], ${accounts.map((account) => account.currency)}::text[],
      ${accounts.map((account) => lowestBalance(account.kind))}::bigint[]
    )
    order by 2, 3, 4, 5
    on conflict (owner, livemode, kind, currency) do nothing`.execute(trx)
}

/** A repeated key must mean the same thing: another amount or source under it is a bug, not a retry. */
async function requireSameGroup(trx: DbTransaction, group: PostingGroup): Promise<void> {
  const known = await trx.selectFrom('postingGroup').selectAll().where('idempotencyKey', '=', group.idempotencyKey).executeTakeFirst()
  const isSame = known !== undefined && known.template === group.template && known.sourceId === group.sourceId
  if (!isSame) throw new Refusal('ledger.duplicate_group', { idempotencyKey: group.idempotencyKey, id: known?.id })
}

function postingId(groupId: string, index: number): string {
  return `${groupId}_${String(index).padStart(3, '0')}`
}
