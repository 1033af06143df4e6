import t from 'tap'
import { buildGroup } from '../../src/domain/ledger/build-group.ts'
import { money } from '../../src/domain/shared/money.ts'
import { isRefusal } from '../../src/domain/shared/refusal.ts'
import { proveLedger } from '../../src/store/ledger-proof.ts'
import { aHold, aTopUp } from './ledger-rows.ts'
import { NOW, openStore, refusedBy } from './open-store.ts'
import { ids, newTenant } from './order-rows.ts'

t.test('the ledger', async (t) => {
  const store = await openStore(t)
  const { unitOfWork, raw, db } = store
  const balance = (tenant: Awaited<ReturnType<typeof newTenant>>, account: string) =>
    unitOfWork.run((tx) => tx.ledger.balanceOf(tenant, account, 'USD'))

  t.test('moves money between accounts that open with their first posting', async (t) => {
    const tenant = await newTenant(store)
    t.equal(await balance(tenant, 'available'), 0n)
    await unitOfWork.run((tx) => tx.ledger.post(aTopUp(tenant, 5000n)))
    await unitOfWork.run((tx) => tx.ledger.post(aHold(tenant, 1200n)))
    t.equal(await balance(tenant, 'available'), 3800n)
    t.equal(await balance(tenant, 'reserved'), 1200n)
  })

  t.test('posts several groups over the same accounts in one transaction', async (t) => {
    const tenant = await newTenant(store)
    await unitOfWork.run(async (tx) => {
      await tx.ledger.post(aTopUp(tenant, 100n))
      for (let i = 0; i < 10; i++) await tx.ledger.post(aHold(tenant, 10n))
      t.equal(await tx.ledger.balanceOf(tenant, 'available', 'USD'), 0n)
    })
    t.equal(await balance(tenant, 'reserved'), 100n)
  })

  t.test('shows what was posted in the same transaction', async (t) => {
    const tenant = await newTenant(store)
    await unitOfWork.run(async (tx) => {
      await tx.ledger.post(aTopUp(tenant, 100n))
      t.strictSame(await tx.ledger.lockWallet(tenant, 'USD'), { available: 100n, owed: 0n })
      const hold = aHold(tenant, 30n)
      await tx.ledger.post(hold)
      await tx.ledger.post(hold)
      t.equal(await tx.ledger.balanceOf(tenant, 'available', 'USD'), 70n)
      await tx.ledger.post(hold)
    })
    t.equal(await balance(tenant, 'reserved'), 30n)
  })

  t.test('writes what else the transaction writes once, too, when it finds a key taken', async (t) => {
    const tenant = await newTenant(store)
    const hold = aHold(tenant, 30n)
    await unitOfWork.run((tx) => tx.ledger.post(aTopUp(tenant, 100n)))
    await unitOfWork.run((tx) => tx.ledger.post(hold))
    let runs = 0
    await unitOfWork.run(async (tx) => {
      runs++
      await tx.outbox.addJob('prove-ledger', {}, { runAt: new Date('2099-01-01') })
      await tx.ledger.post(aHold(tenant, 20n))
      await tx.ledger.post(hold)
    })
    t.equal(runs, 2)
    t.equal(await balance(tenant, 'reserved'), 50n)
    const { rows } = await raw.query(`select name from outbox where run_at = '2099-01-01'`)
    t.equal(rows.length, 1)
  })

  t.test('writes a group once per idempotency key', async (t) => {
    const tenant = await newTenant(store)
    await unitOfWork.run((tx) => tx.ledger.post(aTopUp(tenant, 1000n)))
    const hold = () => unitOfWork.run((tx) => tx.ledger.post(aHold(tenant, 10n, `${tenant.partnerId}:hold`)))
    await Promise.all(Array.from({ length: 20 }, hold))
    t.equal(await balance(tenant, 'reserved'), 10n)
  })

  t.test('refuses a key that meant something else before', async (t) => {
    const tenant = await newTenant(store)
    const key = `${tenant.partnerId}:key`
    await unitOfWork.run((tx) => tx.ledger.post(aTopUp(tenant, 10n, { idempotencyKey: key })))
    await t.rejects(
      unitOfWork.run((tx) => tx.ledger.post(aHold(tenant, 10n, key))),
      { code: 'ledger.duplicate_group' },
    )
  })

  t.test('has nothing to write for a group of nothing', async (t) => {
    const tenant = await newTenant(store)
    const request = { id: ids.next('grp'), idempotencyKey: ids.next('grp'), tenant, sourceType: 'x', sourceId: 'x', at: NOW }
    const nothing = buildGroup({ ...request, template: 'topUp', amounts: { paidIn: money(0n, 'USD') } })
    await unitOfWork.run((tx) => tx.ledger.post(nothing))
    const { rows } = await raw.query(`select id from posting_group where partner_id = $1`, [tenant.partnerId])
    t.strictSame(rows, [])
  })

  t.test('of 50 holds at the same time, the money there is decides how many succeed', async (t) => {
    const tenant = await newTenant(store)
    await unitOfWork.run((tx) => tx.ledger.post(aTopUp(tenant, 1000n)))
    const holds = await Promise.allSettled(Array.from({ length: 50 }, () => unitOfWork.run((tx) => tx.ledger.post(aHold(tenant, 90n)))))
    t.equal(holds.filter((hold) => hold.status === 'fulfilled').length, 11)
    t.ok(holds.every((hold) => hold.status === 'fulfilled' || isRefusal(hold.reason, 'wallet.insufficient')))
    t.equal(await balance(tenant, 'available'), 10n)
    t.equal(await balance(tenant, 'reserved'), 990n)
  })

  t.test('takes groups over the same accounts in opposite directions at the same time', async (t) => {
    const tenant = await newTenant(store)
    await unitOfWork.run((tx) => tx.ledger.post(aTopUp(tenant, 1000n)))
    await unitOfWork.run((tx) => tx.ledger.post(aHold(tenant, 500n)))
    const release = () => {
      const request = { id: ids.next('grp'), idempotencyKey: ids.next('grp'), tenant, sourceType: 'x', sourceId: 'x', at: NOW }
      return buildGroup({ ...request, template: 'releaseHold', amounts: { held: money(10n, 'USD') } })
    }
    await Promise.all(
      Array.from({ length: 40 }, (_, index) => unitOfWork.run((tx) => tx.ledger.post(index % 2 ? aHold(tenant, 10n) : release()))),
    )
    t.equal(await balance(tenant, 'available'), 500n)
  })

  t.test('keeps live money and test money apart', async (t) => {
    const tenant = await newTenant(store)
    await unitOfWork.run((tx) => tx.ledger.post(aTopUp(tenant, 100n)))
    await t.rejects(
      unitOfWork.run((tx) => tx.ledger.post(aHold({ ...tenant, livemode: true }, 1n))),
      { code: 'wallet.insufficient' },
    )
  })

  t.test('proves good books', async (t) => {
    t.match(await proveLedger(db), { unbalancedGroups: [], driftedAccounts: [] })
    t.ok((await proveLedger(db)).postings > 50)
  })

  t.test('the schema refuses', async (t) => {
    const tenant = await newTenant(store)
    const group = aTopUp(tenant, 100n)
    await unitOfWork.run((tx) => tx.ledger.post(group))
    const [account] = (await raw.query(`select id from ledger_account where owner = '${tenant.partnerId}'`)).rows
    const newGroup = (id: string) =>
      `insert into posting_group (id, idempotency_key, template, source_type, source_id, partner_id, livemode, created_at)
       values ('${id}', '${id}', 'topUp', 'x', 'x', '${tenant.partnerId}', false, now())`
    const newPosting = (id: string, groupId: string, change: { owner?: string; currency?: string; amount?: number } = {}) =>
      `insert into posting (id, group_id, account_id, owner, livemode, currency, amount_minor, component, created_at)
       values ('${id}', '${groupId}', ${account.id}, '${change.owner ?? tenant.partnerId}', false, '${change.currency ?? 'USD'}',
         ${change.amount ?? 5}, 'x', now())`
    const spending = (amount: number, groupId: string) =>
      `insert into posting (id, group_id, account_id, owner, livemode, currency, amount_minor, component, created_at)
       select 'p6' || kind, '${groupId}', id, owner, livemode, currency, case owner when 'house' then ${amount} else -${amount} end, 'x', now()
       from ledger_account where currency = 'USD' and not livemode
         and (id = ${account.id} or (owner = 'house' and kind = 'bankClearing'))`
    const attacks: [string, string, string | undefined][] = [
      ['changing a posting', `update posting set amount_minor = 1 where group_id = '${group.id}'`, 'append_only'],
      ['removing a posting', `delete from posting where group_id = '${group.id}'`, 'append_only'],
      ['emptying the postings', 'truncate posting', 'append_only'],
      ['changing a group', `update posting_group set source_id = 'y' where id = '${group.id}'`, 'append_only'],
      ['removing a group', `delete from posting_group where id = '${group.id}'`, 'append_only'],
      ['emptying the groups', 'truncate posting_group cascade', 'append_only'],
      ['a group without postings', newGroup('grp_empty'), 'posting_group_balanced'],
      ['a group that does not balance', `${newGroup('grp_off')}; ${newPosting('p1', 'grp_off')}`, 'posting_group_balanced'],
      [
        'a group that balances over two statements',
        `${newGroup('grp_two')}; ${newPosting('p1', 'grp_two')}; ${newPosting('p2', 'grp_two', { amount: -5 })}`,
        'posting_group_balanced',
      ],
      ['a posting added to an old group', newPosting('p2', group.id), 'posting_group_balanced'],
      ['a posting of nothing', newPosting('p3', group.id, { amount: 0 }), 'posting_amount_minor_check'],
      [
        'a second currency in an account',
        newPosting('p4', group.id, { currency: 'JPY' }),
        'posting_account_id_owner_livemode_currency_fkey',
      ],
      ['a posting under another owner', newPosting('p5', group.id, { owner: 'house' }), 'posting_account_id_owner_livemode_currency_fkey'],
      ['postings below the floor', spending(101, group.id), 'ledger_account_floor'],
      ['writing a balance', `update ledger_account set balance_minor = 1 where id = ${account.id}`, 'ledger_account_balance'],
      [
        'moving an account to another currency',
        `update ledger_account set currency = 'JPY' where id = ${account.id}`,
        'ledger_account_identity',
      ],
      ['a floor above the balance', `update ledger_account set floor_minor = 101 where id = ${account.id}`, 'ledger_account_floor_moved'],
      ['removing an account', `delete from ledger_account where id = ${account.id}`, 'ledger_account_balance'],
      [
        'an account that starts with money',
        `insert into ledger_account (owner, livemode, kind, currency, balance_minor) values ('house', false, 'gift', 'USD', 1)`,
        'ledger_account_balance',
      ],
      [
        'a second account of the same name',
        `insert into ledger_account (owner, livemode, kind, currency) values ('house', false, 'bankClearing', 'USD')`,
        'ledger_account_owner_livemode_kind_currency_key',
      ],
    ]
    for (const [name, text, constraint] of attacks) t.equal(await refusedBy(raw, text), constraint, name)
    t.match(await proveLedger(db), { unbalancedGroups: [], driftedAccounts: [] }, 'and the books are as good as before')
  })

  t.test('the proof finds what was planted behind the back of the triggers', async (t) => {
    const tenant = await newTenant(store)
    const group = aTopUp(tenant, 100n)
    await unitOfWork.run((tx) => tx.ledger.post(group))
    const client = await raw.connect()
    await client.query(`set session_replication_role = replica`)
    await client.query(`update posting set amount_minor = amount_minor + 1 where group_id = $1 and owner <> 'house'`, [group.id])
    await client.query(`set session_replication_role = origin`)
    client.release()
    t.match(await proveLedger(db), { unbalancedGroups: [group.id], driftedAccounts: [`${tenant.partnerId}/test/available/USD`] })
  })
})
