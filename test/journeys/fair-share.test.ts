import t, { type Test } from 'tap'
import { startWorkers } from '../../src/compose/workers.ts'
import { buildGroup } from '../../src/domain/ledger/build-group.ts'
import type { Tenant } from '../../src/domain/shared/tenant.ts'
import type { PreparedQuote } from '../../src/domain/use-cases.ts'
import { settledBooks } from '../support/stack-audit.ts'
import { PARTNER } from '../support/stack-buyer.ts'
import { type StackCore, startCore } from '../support/stack-core.ts'
import { QUICK_PACE } from '../support/stack-pace.ts'
import { addPartner } from '../support/stack-tenants.ts'
import { waitFor } from '../support/stack-wait.ts'
import { ownRedis } from '../support/test-redis.ts'

const MANY = 30

for (const backend of ['postgres', 'redis'] as const) {
  t.test(`on ${backend}: a flood of one partner waits for itself, not the others for it`, async (t) => {
    const redis = backend === 'redis' ? await ownRedis(t) : undefined
    const stack = await startCore(t, redis === undefined ? {} : { redisUrl: redis.url })
    const { core } = stack
    const other: Tenant = { partnerId: await addPartner(core, 'other'), livemode: false }
    for (const tenant of [stack.tenant, other]) await topUp(stack, tenant)
    const prepared = await quotePlainGoods(stack)
    for (let n = 0; n < MANY; n += 1) await payOrder(stack, stack.tenant, prepared)
    for (let n = 0; n < 3; n += 1) await payOrder(stack, other, prepared)
    await work(t, stack)
    const stillOpen = async () => (await core.db.selectFrom('purchase').select('id').where('state', '!=', 'PAID').execute()).length
    await waitFor('every purchase to be paid', async () => ((await stillOpen()) === 0 ? true : undefined), { patienceMs: 90_000 })
    const submits = core.db.selectFrom('stateHistory').select(['partnerId']).where('machine', '=', 'purchase').where('event', '=', 'submit')
    const begun = await submits.orderBy('id').execute()
    const places = begun.flatMap(({ partnerId }, index) => (partnerId === other.partnerId ? [index + 1] : []))
    t.equal(begun.length, MANY + 3)
    // One of each in turn, and four at a time may overtake each other.
    t.ok(
      places.every((place) => place <= 12),
      `begun as number ${places.join(', ')} of ${begun.length}`,
    )
    t.strictSame(await settledBooks(stack), [])
  })
}

t.test('turns alternate between partners, go on where they are served, and start again when nobody waits', async (t) => {
  const stack = await startCore(t)
  const { core } = stack
  const other: Tenant = { partnerId: await addPartner(core, 'other'), livemode: false }
  for (const tenant of [stack.tenant, other]) await topUp(stack, tenant)
  const prepared = await quotePlainGoods(stack)
  const turns = async (tenant: Tenant, count: number) => {
    const taken: number[] = []
    for (let n = 0; n < count; n += 1) taken.push(await payOrder(stack, tenant, prepared))
    return taken
  }
  t.strictSame(await turns(stack.tenant, 5), [1, 2, 3, 4, 5])
  t.strictSame(await turns(other, 2), [1, 2], 'beside the first of those who came before')
  await served(stack, 3)
  t.strictSame(await turns(other, 2), [4, 5], 'not before those who are served now')
  t.strictSame(await turns(stack.tenant, 1), [6], 'behind its own last')
  await served(stack, 99)
  t.strictSame(await turns(stack.tenant, 1), [1])
})

async function topUp({ core }: StackCore, tenant: Tenant): Promise<void> {
  const id = core.ids.next('grp')
  const about = { id, tenant, idempotencyKey: `test:${id}`, sourceType: 'test', sourceId: id, at: core.clock.now() }
  await core.uow.run((tx) =>
    tx.ledger.post(buildGroup({ ...about, template: 'topUp', amounts: { paidIn: { amount: 100_000_00n, currency: 'USD' } } })),
  )
}

/** One live answer of 1688 that many orders are made from. */
async function quotePlainGoods({ core, control, tenant }: StackCore): Promise<PreparedQuote> {
  const all = await control.products('quoteType=1&limit=200')
  const plain = all.find(
    (one) => one.quirk === null && one.batchNumber === null && one.minOrderQuantity <= 1 && (one.skus[0]?.stock ?? 0) > MANY * 2,
  )
  const line = {
    productId: `prd_${plain?.offerId}`,
    skuId: `sku_${plain?.skus[0]?.specId}`,
    quantity: 1,
    inspectionLevel: 'BASIC' as const,
  }
  return core.preparations.prepareQuote({ tenant, currency: 'USD', language: 'en', lines: [line] })
}

/** Orders and pays; answers the turn of the purchase. */
async function payOrder({ core }: StackCore, tenant: Tenant, prepared: PreparedQuote): Promise<number> {
  return core.uow.run(async (tx) => {
    const quote = await core.commands.saveQuote(tx, { ...prepared, ...tenant, id: core.ids.next('quo') })
    const wish = { quoteId: quote.id, externalRef: null, metadata: {}, note: null, exceptionPolicy: 'CLAIM_PARTIAL' as const }
    const { order } = await core.commands.placeOrder(tx, { tenant, actor: PARTNER, ...wish })
    await core.commands.payOrder(tx, { tenant, actor: PARTNER, orderId: order.id })
    const [purchase] = await tx.purchases.listOfOrder(order.id)
    return purchase?.turn ?? 0
  })
}

/** As if workers had taken all purchases up to a turn. */
async function served({ core }: StackCore, turn: number): Promise<void> {
  await core.db.updateTable('purchase').set({ attempts: 1 }).where('turn', '<=', turn).execute()
}

async function work(t: Test, { core, config, databaseUrl, logger }: StackCore): Promise<void> {
  const workers = await startWorkers({ core, config, databaseUrl, logger, pace: QUICK_PACE })
  t.teardown(async () => {
    await workers.stop()
    await workers.close()
  })
}
