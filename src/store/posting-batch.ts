import type { Posting, PostingGroup } from '../domain/ledger/build-group.ts'
import type { BatchPart } from './compose-batch.ts'

/** Owner of the accounts that no partner has. */
export const HOUSE = 'house'
/** Accounts that are locked before all others of their owner. Nearly every group of the house moves the second one anyway. */
export const DOOR = 'available'
const HOUSE_DOOR = 'sellerClearing1688'

/**
 * Groups with their postings, as one part of the statement that writes everything else. A key that is taken breaks
 * `posting_group_idempotency_key`, an account that is not open yet leaves `posting.account_id` empty: neither writes anything.
 *
 * Whoever posts goes through the doors of the partners first and, where the house is touched, through the house's door next: two
 * transactions that post over the same accounts, in whatever order, would wait in a circle without.
 */
export function postingBatch(groups: readonly PostingGroup[]): BatchPart {
  const lines = groups.flatMap((group) => group.postings.map((posting, index) => ({ group, posting, index })))
  return {
    kind: 'postings',
    values: [...valuesOf(GROUP, groups), ...valuesOf(LINE, lines)],
    write: (name, place) => [
      `${name}_group as (${rowsOf(GROUP, place)})`,
      `${name}_line as (${rowsOf(LINE, place)})`,
      `${name}_reached as (
        select a.id from ${name}_line w
          join ledger_account a on (a.owner, a.livemode, a.kind, a.currency) = (w.owner, w.livemode, w.kind, w.currency)
        union all
        select a.id from ${name}_group g join ledger_account a on (a.owner, a.livemode, a.kind) = (g.partner_id, g.livemode, '${DOOR}')
        union all
        select id from ledger_account where owner = '${HOUSE}' and kind = '${HOUSE_DOOR}'
          and livemode in (select livemode from ${name}_line where owner = '${HOUSE}'))`,
      `${name}_locked as materialized (
        select a.id, a.owner, a.livemode, a.kind, a.currency from ledger_account a where a.id = any (array(select id from ${name}_reached))
        order by a.owner = '${HOUSE}', a.owner, a.kind not in ('${DOOR}', '${HOUSE_DOOR}'), a.currency, a.kind
        for no key update of a)`,
      `${name} as (
        insert into posting_group (${namesOf(GROUP)}) select ${namesOf(GROUP)} from ${name}_group)`,
      `${name}_posting as (
        insert into posting (id, group_id, account_id, owner, livemode, currency, amount_minor, component, created_at)
        select w.id, w.group_id, a.id, w.owner, w.livemode, w.currency, w.amount_minor, w.component, w.created_at
        from ${name}_line w
          left join ${name}_locked a on (a.owner, a.livemode, a.kind, a.currency) = (w.owner, w.livemode, w.kind, w.currency))`,
    ],
  }
}

type Line = { group: PostingGroup; posting: Posting; index: number }
/** Columns of rows sent as one array a column, so that the statement is the same for any number of rows. */
type Columns<Row> = Readonly<Record<string, { type: string; of: (row: Row) => unknown }>>

const GROUP: Columns<PostingGroup> = {
  id: { type: 'text', of: ({ id }) => id },
  idempotency_key: { type: 'text', of: ({ idempotencyKey }) => idempotencyKey },
  partner_id: { type: 'text', of: ({ tenant }) => tenant.partnerId },
  livemode: { type: 'boolean', of: ({ tenant }) => tenant.livemode },
  template: { type: 'text', of: ({ template }) => template },
  source_type: { type: 'text', of: ({ sourceType }) => sourceType },
  source_id: { type: 'text', of: ({ sourceId }) => sourceId },
  created_at: { type: 'timestamptz', of: ({ createdAt }) => createdAt },
}

const LINE: Columns<Line> = {
  id: { type: 'text', of: ({ group, index }) => `${group.id}_${String(index).padStart(3, '0')}` },
  group_id: { type: 'text', of: ({ group }) => group.id },
  owner: { type: 'text', of: ({ posting }) => posting.account.partnerId ?? HOUSE },
  livemode: { type: 'boolean', of: ({ posting }) => posting.account.livemode },
  kind: { type: 'text', of: ({ posting }) => posting.account.kind },
  currency: { type: 'text', of: ({ posting }) => posting.account.currency },
  amount_minor: { type: 'bigint', of: ({ posting }) => posting.amountMinor },
  component: { type: 'text', of: ({ posting }) => posting.component },
  created_at: { type: 'timestamptz', of: ({ group }) => group.createdAt },
}

function namesOf<Row>(columns: Columns<Row>): string {
  return Object.keys(columns).join(', ')
}

function valuesOf<Row>(columns: Columns<Row>, rows: readonly Row[]): unknown[][] {
  return Object.values(columns).map(({ of }) => rows.map(of))
}

function rowsOf<Row>(columns: Columns<Row>, place: () => string): string {
  const arrays = Object.values(columns).map(({ type }) => `${place()}::${type}[]`)
  return `select ${namesOf(columns)} from unnest(${arrays.join(', ')}) as r (${namesOf(columns)})`
}
