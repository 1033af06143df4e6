import pg from 'pg'
import t from 'tap'
import { startCore } from '../support/stack-core.ts'

t.test('a balance somebody has tampered with is found, kept, and shown as degraded', async (t) => {
  const { core, databaseUrl } = await startCore(t)
  t.match(await core.steps.proveLedger(), { unbalancedGroups: [], driftedAccounts: [] })
  t.equal(await core.wallet.ledgerCheck.check(), true)
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  t.teardown(() => client.end())
  await t.rejects(client.query(`update ledger_account set balance_minor = balance_minor + 1 where kind = 'available' and currency = 'USD'`))
  await client.query('alter table ledger_account disable trigger ledger_account_protect')
  await client.query(`update ledger_account set balance_minor = balance_minor + 1 where kind = 'available' and currency = 'USD'`)
  await client.query('alter table ledger_account enable trigger ledger_account_protect')
  const found = await core.steps.proveLedger()
  t.match(found, { unbalancedGroups: [], driftedAccounts: [/\/test\/available\/USD$/] })
  t.match(await core.wallet.lastProof(), { driftedAccounts: [/\/test\/available\/USD$/] })
  t.match(await core.wallet.ledgerCheck.check(), /1 balances that do not add up/)
})
