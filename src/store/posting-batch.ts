import type { AccountKey } from '../domain/ledger/accounts.ts'
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
 */
export function postingBatch(groups: readonly PostingGroup[]): BatchPart {
  const lines = groups.flatMap((group) => group.postings.map((posting, index) => ({ group, posting, index })))
  return {
    kind: 'postings',
    ahead: lockAccounts(groups),
    values: [...valuesOf(GROUP, groups), ...valuesOf(LINE, lines)],
    write: (name, place) => [
      `${name} as (insert into posting_group (${namesOf(GROUP)}) ${rowsOf(GROUP, place)})`,
      `${name}_line as (${rowsOf(LINE, place)})`,
      `${name}_posting as (
        insert into posting (id, group_id, account_id, owner, livemode, currency, amount_minor, component, created_at)
        select l.id, l.group_id, a.id, l.owner, l.livemode, l.currency, l.amount_minor, l.component, l.created_at
        from ${name}_line l
          left join ledger_account a on (a.owner, a.livemode, a.kind, a.currency) = (l.owner, l.livemode, l.kind, l.currency))`,
    ],
  }
}

/**
 * Whoever posts goes through the doors of the partners first and, where the house is touched, through the house's door next: two
 * transactions that post over the same accounts, in whatever order, would wait in a circle without. It is a statement of its own, since
 * one that had to wait for a row begins anew when it gets it, and the one that writes is long.
 */
function lockAccounts(groups: readonly PostingGroup[]): { text: string; values: unknown[] } {
  const accounts = groups.flatMap(({ postings }) => postings.map(({ account }) => account))
  const doors = [
    ...groups.map(({ tenant }) => ({ owner: tenant.partnerId, livemode: tenant.livemode, kind: DOOR })),
    ...accounts.filter(({ partnerId }) => partnerId === null).map(({ livemode }) => ({ owner: HOUSE, livemode, kind: HOUSE_DOOR })),
  ]
  return { text: LOCK, values: [...valuesOf(ACCOUNT, accounts), ...valuesOf(DOORS, doors)] }
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

const ACCOUNT: Columns<AccountKey> = {
  owner: { type: 'text', of: ({ partnerId }) => partnerId ?? HOUSE },
  livemode: { type: 'boolean', of: ({ livemode }) => livemode },
  kind: { type: 'text', of: ({ kind }) => kind },
  currency: { type: 'text', of: ({ currency }) => currency },
}

const DOORS: Columns<{ owner: string; livemode: boolean; kind: string }> = {
  owner: { type: 'text', of: ({ owner }) => owner },
  livemode: { type: 'boolean', of: ({ livemode }) => livemode },
  kind: { type: 'text', of: ({ kind }) => kind },
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

const LOCK = writeLock()

function writeLock(): string {
  let places = 0
  const place = () => `$${++places}`
  return `select a.id from ledger_account a
    where a.id = any (array(
      select known.id from (${rowsOf(ACCOUNT, place)}) asked join ledger_account known using (owner, livemode, kind, currency)
      union all
      select known.id from (${rowsOf(DOORS, place)}) door join ledger_account known using (owner, livemode, kind)))
    order by a.owner = '${HOUSE}', a.owner, a.kind not in ('${DOOR}', '${HOUSE_DOOR}'), a.currency, a.kind
    for no key update`
}
