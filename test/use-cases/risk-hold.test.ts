import t from 'tap'
import { HOUR_MS } from '../../src/domain/shared/clock.ts'
import { startBuyer } from '../support/stack-buyer.ts'

const ADMIN = { kind: 'operatorAdmin', id: 'stf_admin' } as const

t.test('what a person is to look at before it is bought', async (t) => {
  const buyer = await startBuyer(t)
  const { core } = buyer
  const holding = async (rule: { orderAbove: string; neverCarried?: string }): Promise<void> => {
    const entry = {
      key: 'riskHold',
      value: { brand: 'false', neverCarried: 'false', ...rule },
      actor: ADMIN,
      reason: 'agreed',
      source: null,
    } as const
    const always = { partnerId: null, livemode: null, effectiveFrom: null, effectiveTo: null }
    await core.uow.run((tx) => core.commands.setRule(tx, { ...entry, ...always }))
    await core.rules.refresh()
    // An entry comes into force a little after it was made.
    await buyer.advance(HOUR_MS)
  }
  const decide = (orderId: string, decision: 'release' | 'refuse') =>
    core.uow.run((tx) => core.commands.decideRisk(tx, { actor: ADMIN, orderId, decision, reason: 'looked at' }))
  const told = async (orderId: string) => {
    const events = core.db.selectFrom('partnerEvent').select('type').where('resourceId', '=', orderId).orderBy('sequence')
    return (await events.execute()).map(({ type }) => type)
  }

  t.test('waits paid and unbought, and is bought when it is released, once', async (t) => {
    await holding({ orderAbove: '1' })
    const { orderId } = await buyer.order({ lines: 2 })
    await buyer.pay(orderId)
    t.strictSame(
      (await buyer.lines(orderId)).map(({ state, purchaseId }) => ({ state, purchaseId })),
      [0, 1].map(() => ({ state: 'RISK_HOLD', purchaseId: null })),
    )
    t.strictSame(await buyer.purchases(orderId), [])
    t.ok((await told(orderId)).join().includes('order.paid,order.risk_held'))
    const twice = await Promise.allSettled([decide(orderId, 'release'), decide(orderId, 'release')])
    t.equal(twice.filter(({ status }) => status === 'fulfilled').length, 1)
    await buyer.buy(orderId)
    t.ok((await buyer.lines(orderId)).every(({ state }) => state === 'PURCHASED'))
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('comes back in full when it is refused, or when the partner cancels first', async (t) => {
    await holding({ orderAbove: '1' })
    const before = await buyer.available()
    for (const end of [(id: string) => decide(id, 'refuse'), (id: string) => buyer.cancel(id)]) {
      const { orderId } = await buyer.order()
      await buyer.pay(orderId)
      t.not(await buyer.available(), before)
      await end(orderId)
      t.match(await buyer.lines(orderId), [{ state: 'CANCELLED' }])
      t.equal(await buyer.available(), before)
      await t.rejects(decide(orderId, 'release'), { code: 'order.move_not_allowed' })
    }
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('is bought at once where no rule objects', async (t) => {
    await holding({ orderAbove: '100000000', neverCarried: 'true' })
    const { orderId } = await buyer.order()
    await buyer.pay(orderId)
    t.match(await buyer.lines(orderId), [{ state: 'PURCHASING' }])
    t.notOk((await told(orderId)).includes('order.risk_held'))
    t.strictSame(await buyer.newProblems(), [])
  })
})
