import t from 'tap'
import { money } from '../../src/domain/shared/money.ts'
import { startBuyer } from '../support/stack-buyer.ts'

t.test('a low balance is told once a crossing, not once a booking', async (t) => {
  const { core, tenant, spend, available } = await startBuyer(t)
  const set = (amount: bigint) => core.uow.run((tx) => core.commands.setBalanceAlert(tx, { tenant, threshold: money(amount, 'USD') }))
  const watch = () => core.steps.applyDeadlines()
  const told = async () =>
    (await core.db.selectFrom('partnerEvent').select('payload').where('type', '=', 'wallet.low_balance').execute()).length
  await spend((await available()) - 1_000n)
  await watch()
  t.equal(await told(), 0, 'nobody asked')
  await set(1_000n)
  await watch()
  t.equal(await told(), 0, 'at the threshold is not below it')
  await spend(1n)
  await watch()
  await spend(100n)
  await watch()
  t.equal(await told(), 1)
  t.match(await core.db.selectFrom('partnerEvent').select('payload').where('type', '=', 'wallet.low_balance').execute(), [
    { payload: { available: { amountMinor: 999, currency: 'USD' }, threshold: { amountMinor: 1_000 } } },
  ])
  await spend(-500n)
  await watch()
  await spend(500n)
  await watch()
  t.equal(await told(), 2, 'back above, it is told of anew')
  await set(2_000n)
  await watch()
  t.equal(await told(), 3, 'a new threshold counts at once')
  t.match(await core.reads.balances(tenant, new Date()).then((all) => all.find(({ currency }) => currency === 'USD')), {
    alertBelowMinor: 2_000n,
  })
  await set(0n)
  await watch()
  t.equal(await told(), 3)
  t.match(await core.reads.balances(tenant, new Date()).then((all) => all.find(({ currency }) => currency === 'USD')), {
    alertBelowMinor: null,
  })
})
