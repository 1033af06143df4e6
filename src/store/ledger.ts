import { sql } from 'kysely'
import { lowestBalance } from '../domain/ledger/accounts.ts'
import { checkBalanced, type Posting, type PostingGroup } from '../domain/ledger/build-group.ts'
import type { Ledger, Wallet } from '../domain/ports.ts'
import type { Currency } from '../domain/shared/money.ts'
import { Refusal } from '../domain/shared/refusal.ts'
import type { Tenant } from '../domain/shared/tenant.ts'
import type { DbTransaction } from './database.ts'
import { DOOR, HOUSE, postingBatch } from './posting-batch.ts'
import type { Ask } from './questions.ts'
import type { Scope } from './scope.ts'

/**
 * The books. The schema keeps them honest by itself: triggers move the balances and prove each group at commit. Groups are written
 * together with the other pending writes, as if their keys were new, their accounts open and the balances as they were seen, which they
 * nearly always are; when the database says otherwise the transaction runs again and looks first (`Scope.looksFirst`).
 */
export function createLedger(scope: Scope): Ledger {
  let pending: PostingGroup[] = []
  scope.writes.follow(() => {
    const groups = pending
    pending = []
    return groups.length === 0 ? undefined : postingBatch(groups)
  })
  // A balance is read behind what is still to be posted, but not behind other writes: nothing else moves it.
  const ask: Ask = async (text, parameters) => {
    if (pending.length > 0) await scope.settle()
    return scope.ask(text, parameters)
  }
  async function walletOf({ partnerId, livemode }: Tenant, currency: Currency, { text }: { text: string }): Promise<Wallet> {
    const rows = await ask<Balance>(text, [partnerId, livemode, currency])
    const balanceOf = (account: string) => rows.find(({ kind }) => kind === account)?.balance ?? 0n
    return { available: balanceOf('available'), owed: -balanceOf('owed') }
  }

  return {
    async post(group) {
      checkBalanced(group.postings, group.template)
      if (group.postings.length === 0) return
      const twin = pending.find(({ idempotencyKey }) => idempotencyKey === group.idempotencyKey)
      if (twin !== undefined) return requireSame(group, twin)
      if (scope.looksFirst) {
        const known = await findGroup(await scope.query(), group)
        if (known !== undefined) return requireSame(group, known)
        await openAccounts(await scope.query(), group.postings)
      }
      await scope.writes.awaitRoom()
      pending.push(group)
    },
    async balanceOf({ partnerId, livemode }, account, currency) {
      const [row] = await ask<Balance>(BALANCE, [partnerId, livemode, account, currency])
      return row?.balance ?? 0n
    },
    peekWallet: (tenant, currency) => walletOf(tenant, currency, { text: scope.looksFirst ? LOCK_WALLET : WALLET }),
    lockWallet: (tenant, currency) => walletOf(tenant, currency, { text: LOCK_WALLET }),
  }
}

type Balance = { kind: string | null; balance: bigint }

const BALANCE = `
  select kind, balance_minor as balance from ledger_account where owner = $1 and livemode = $2 and kind = $3 and currency = $4`

// Whoever spends in one currency waits for who spends in another: the door is all of `available`.
const WALLET = `
  select case when currency = $3 then kind end as kind, balance_minor as balance from ledger_account
  where owner = $1 and livemode = $2 and (kind = '${DOOR}' or (kind = 'owed' and currency = $3))
  order by kind <> '${DOOR}', currency`
const LOCK_WALLET = `${WALLET} for no key update`

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

async function findGroup(trx: DbTransaction, { idempotencyKey }: PostingGroup): Promise<WrittenGroup | undefined> {
  const groups = trx.selectFrom('postingGroup').select(['id', 'template', 'sourceId'])
  return groups.where('idempotencyKey', '=', idempotencyKey).executeTakeFirst()
}

type WrittenGroup = { id: string; template: string; sourceId: string }

/** A repeated key must mean the same thing: another amount or source under it is a bug, not a retry. */
function requireSame({ idempotencyKey, template, sourceId }: PostingGroup, known: WrittenGroup): void {
  if (known.template !== template || known.sourceId !== sourceId)
    throw new Refusal('ledger.duplicate_group', { idempotencyKey, id: known.id })
}
