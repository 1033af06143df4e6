import type { Posting, PostingGroup } from '../domain/ledger/build-group.ts'

/** Owner of the accounts that no partner has. */
export const HOUSE = 'house'
/** Accounts that are locked before all others of their owner. Nearly every group of the house moves the second one anyway. */
export const DOOR = 'available'
const HOUSE_DOOR = 'sellerClearing1688'

/**
 * The statement that writes groups with their postings. A key that is taken breaks `posting_group_idempotency_key`, an account that is
 * not open yet leaves `posting.account_id` empty: neither writes anything.
 *
 * Whoever posts goes through the doors of the partners first and, where the house is touched, through the house's door next: two
 * transactions that post over the same accounts, in whatever order, would wait in a circle without. Everybody waits here for everybody
 * who posts over the same accounts, until those have committed: it should be the last statement of its transaction, and a short one.
 */
export function postingBatch(groups: readonly PostingGroup[]): { text: string; values: unknown[] } {
  const lines = groups.flatMap((group) => group.postings.map((posting, index) => ({ group, posting, index })))
  const touched = lines.map(({ posting }) => posting.account)
  const owners = touched.map(({ partnerId }) => partnerId ?? HOUSE)
  return {
    text: textFor(groups.length, lines.length),
    values: [
      ...[owners, touched.map(({ livemode }) => livemode), touched.map(({ kind }) => kind)].map((values) => [...new Set<unknown>(values)]),
      ...groups.flatMap((group) => cellsOf(GROUP, group)),
      ...lines.flatMap((line) => cellsOf(LINE, line)),
    ],
  }
}

type Line = { group: PostingGroup; posting: Posting; index: number }
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

function cellsOf<Row>(columns: Columns<Row>, row: Row): unknown[] {
  return Object.values(columns).map(({ of }) => of(row))
}

/** A few commands post a few groups each: every size is put into words once. */
const texts = new Map<string, string>()
const MOST_TEXTS = 500

function textFor(groups: number, lines: number): string {
  const size = `${groups} ${lines}`
  const known = texts.get(size)
  if (known !== undefined) return known
  if (texts.size >= MOST_TEXTS) texts.clear()
  const text = writeText(groups, lines)
  texts.set(size, text)
  return text
}

function writeText(groups: number, lines: number): string {
  let places = 0
  const place = (): string => `$${++places}`
  const rowsOf = (columns: object, count: number): string => {
    const types = Object.values(columns).map(({ type }) => type)
    return Array.from({ length: count }, () => `(${types.map((type) => `${place()}::${type}`).join(', ')})`).join(', ')
  }
  const namesOf = (columns: object): string => Object.keys(columns).join(', ')
  // More than is moved may be locked, in other currencies: who goes through the doors first waits for nobody behind them.
  return `
    with account as materialized (
      select id, owner, livemode, kind, currency from ledger_account
      where owner = any(${place()}::text[]) and livemode = any(${place()}::boolean[])
        and (kind in ('${DOOR}', '${HOUSE_DOOR}') or kind = any(${place()}::text[]))
      order by owner = '${HOUSE}', owner, kind not in ('${DOOR}', '${HOUSE_DOOR}'), currency, kind
      for no key update
    ), written as (insert into posting_group (${namesOf(GROUP)}) values ${rowsOf(GROUP, groups)})
    insert into posting (id, group_id, account_id, owner, livemode, currency, amount_minor, component, created_at)
    select l.id, l.group_id, a.id, l.owner, l.livemode, l.currency, l.amount_minor, l.component, l.created_at
    from (values ${rowsOf(LINE, lines)}) l (${namesOf(LINE)})
      left join account a on (a.owner, a.livemode, a.kind, a.currency) = (l.owner, l.livemode, l.kind, l.currency)`
}
