import t from 'tap'
import { lineAsks } from '../../src/domain/orders/line-asks.ts'
import { PARTNER, startBuyer } from '../support/stack-buyer.ts'
import { API } from '../support/stack-mock.ts'

const HOURS = 3_600_000
const buyer = await startBuyer(t)
const { core, control, tenant } = buyer

/** Two variants of one product, of which only the first has become dearer (or both differently), resting where the buying stopped. */
async function held(percents: readonly number[] = [150]) {
  const before = await buyer.available()
  const placed = await buyer.order({ lines: 2 })
  for (const [index, percent] of percents.entries()) {
    const sku = placed.product.skus[index]
    const priceFen = Math.round(((sku?.priceFen ?? 0) * percent) / 100)
    await control.post(`/products/${placed.product.offerId}/price`, { specId: sku?.specId, priceFen })
  }
  await buyer.pay(placed.orderId)
  await buyer.buy(placed.orderId)
  const [purchase] = await buyer.purchases(placed.orderId)
  return { ...placed, before, purchaseId: purchase?.id ?? '', upstreamOrderId: purchase?.upstreamOrderId ?? '' }
}

const decide = (orderId: string, decision: 'accept' | 'reject') =>
  core.uow.run((tx) => core.commands.answerPrice(tx, { tenant, actor: PARTNER, orderId, decision }))
const statesOf = async (orderId: string) => ({
  purchases: (await buyer.purchases(orderId)).map(({ state }) => state),
  lines: (await buyer.lines(orderId)).map(({ state }) => state),
})
const toldOf = async (orderId: string, type: string) =>
  core.db
    .selectFrom('partnerEvent')
    .select('payload')
    .where('resourceId', '=', orderId)
    .where('type', '=', type as 'order.paid')
    .execute()
/** Alone a line may lose its price tier, or bear freight it shared before: one more question, answered yes. */
const restWithYes = async (orderId: string) => {
  await buyer.rest(orderId)
  if ((await statesOf(orderId)).lines.includes('PRICE_CONFIRM_HOLD')) await decide(orderId, 'accept')
  await buyer.rest(orderId)
}
const sync = (purchaseId: string) => buyer.settled(() => core.steps.syncPurchase(purchaseId))
/** 1688 closes the unpaid order after twelve hours; the partner has 48. */
const lapse = async ({ purchaseId }: { purchaseId: string }) => {
  await buyer.advance(13 * HOURS)
  await sync(purchaseId)
}

t.test('O7 each line is judged by its own rise', async (t) => {
  t.test('only the dearer line is asked about; a yes buys both', async (t) => {
    const { orderId, lines, before } = await held()
    t.strictSame(await statesOf(orderId), { purchases: ['PRICE_HOLD'], lines: ['PRICE_CONFIRM_HOLD', 'PURCHASING'] })
    const waiting = { states: ['PRICE_CONFIRM_HOLD' as const] }
    const listed = await core.reads.orders(tenant, waiting, { limit: 10, after: null })
    t.ok(
      listed.rows.some(({ order }) => order.id === orderId),
      'the order shows the question, not what waits beside it',
    )
    const [asked, other] = await buyer.lines(orderId)
    t.equal(other?.priceAsk, null)
    const [told] = await toldOf(orderId, 'order.price_confirm_required')
    t.match(told?.payload, {
      lineIds: [lines[0]?.id],
      agreed: { amountMinor: (asked?.goodsFen ?? 0n) + (asked?.domesticFreightFen ?? 0n) },
      asked: { amountMinor: (asked?.priceAsk?.goodsFen ?? 0n) + (asked?.priceAsk?.domesticFreightFen ?? 0n) },
    })
    const { order } = await decide(orderId, 'accept')
    await buyer.rest(orderId)
    t.strictSame(await statesOf(orderId), { purchases: ['PAID'], lines: ['PURCHASED', 'PURCHASED'] })
    t.equal(before - (await buyer.available()), order.totalMinor)
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('one dearer and one cheaper that cancel each other out are both asked about', async (t) => {
    const placed = await buyer.order({ lines: 2 })
    const [first, second] = placed.product.skus
    const moved = Math.floor(Math.min(first?.priceFen ?? 0, second?.priceFen ?? 0) / 3)
    const price = (specId: string | undefined, priceFen: number) =>
      control.post(`/products/${placed.product.offerId}/price`, { specId, priceFen })
    await price(first?.specId, (first?.priceFen ?? 0) + moved)
    await price(second?.specId, (second?.priceFen ?? 0) - moved)
    await buyer.pay(placed.orderId)
    await buyer.buy(placed.orderId)
    t.strictSame((await statesOf(placed.orderId)).lines, ['PRICE_CONFIRM_HOLD', 'PRICE_CONFIRM_HOLD'])
    t.strictSame(await buyer.newProblems(), [])
  })

  for (const how of ['no', 'silence'] as const) {
    t.test(`${how} ends the dearer line alone: the other is bought anew without it`, async (t) => {
      const { orderId, before, purchaseId } = await held()
      if (how === 'no') await decide(orderId, 'reject')
      else {
        await buyer.advance(48 * HOURS)
        await core.steps.applyDeadlines()
      }
      await restWithYes(orderId)
      const { purchases, lines } = await statesOf(orderId)
      t.strictSame(lines, ['CANCELLED', 'PURCHASED'])
      t.strictSame(purchases, ['CANCELLED', 'PAID'])
      const bought = (await buyer.purchases(orderId)).at(-1)
      t.not(bought?.id, purchaseId, 'under a number 1688 has not seen')
      t.match(await buyer.upstreamOrders(purchaseId), [{ status: 'cancel' }])
      const [upstream] = await buyer.upstreamOrders(bought?.id ?? '')
      t.equal(upstream?.lines.length, 1)
      const [, kept] = await buyer.lines(orderId)
      t.equal(before - (await buyer.available()), kept?.totalMinor, 'only what was bought is paid for')
      t.strictSame(await buyer.newProblems(), [])
    })
  }

  t.test('dearer freight is shared as the quote shared it, and asked about where it weighs', async (t) => {
    const placed = await buyer.order({ lines: 2 })
    await buyer.pay(placed.orderId)
    await control.fault({ api: API.pay, kind: 'variant', variant: 'refused', times: null })
    await buyer.buy(placed.orderId)
    await control.clearFaults()
    const [purchase] = await buyer.purchases(placed.orderId)
    const agreed = placed.lines.reduce((total, line) => total + line.domesticFreightFen, 0n)
    const goods = placed.lines.reduce((total, line) => total + line.goodsFen, 0n)
    await control.post(`/orders/${purchase?.upstreamOrderId}/price`, { shippingFeeFen: Number(agreed + goods) })
    const read = await core.upstreams.upstreamFor(false).getOrder(purchase?.upstreamOrderId ?? '')
    if (read === undefined || purchase === undefined) throw new Error('the order is gone')
    const asks = lineAsks(core.rules, purchase, { order: read, lines: await buyer.lines(placed.orderId) })
    t.equal(
      asks.reduce((total, { ask }) => total + ask.domesticFreightFen, 0n),
      agreed + goods,
    )
    t.strictSame(
      asks.map(({ ask }) => ask.goodsFen),
      placed.lines.map(({ goodsFen }) => goodsFen),
      'the goods cost what they did',
    )
    t.ok(asks.every(({ isBeyond }) => isBeyond))
  })
})

t.test('O8 1688 closes the order for time while the partner thinks about the price', async (t) => {
  t.test('the question stays open, the partner is told, and a yes buys anew', async (t) => {
    const { orderId, lines, before, purchaseId, ...rest } = await held()
    await lapse({ purchaseId, ...rest })
    t.strictSame(await statesOf(orderId), { purchases: ['LAPSED'], lines: ['PRICE_CONFIRM_HOLD', 'PURCHASING'] })
    const told = await toldOf(orderId, 'order.price_offer_lapsed')
    t.match(told, [{ payload: { lineIds: [lines[0]?.id] } }])
    await sync(purchaseId)
    t.equal((await toldOf(orderId, 'order.price_offer_lapsed')).length, 1, 'heard twice, told once')
    const { order } = await decide(orderId, 'accept')
    await buyer.rest(orderId)
    t.strictSame(await statesOf(orderId), { purchases: ['CANCELLED', 'PAID'], lines: ['PURCHASED', 'PURCHASED'] })
    t.equal(before - (await buyer.available()), order.totalMinor)
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('a yes to a price that has risen again meanwhile is asked about again', async (t) => {
    const { orderId, product, ...rest } = await held()
    await lapse(rest)
    const [sku] = product.skus
    await control.post(`/products/${product.offerId}/price`, { specId: sku?.specId, priceFen: (sku?.priceFen ?? 0) * 2 })
    await decide(orderId, 'accept')
    await buyer.rest(orderId)
    t.strictSame(await statesOf(orderId), { purchases: ['CANCELLED', 'PRICE_HOLD'], lines: ['PRICE_CONFIRM_HOLD', 'PURCHASING'] })
    t.equal((await toldOf(orderId, 'order.price_confirm_required')).length, 2)
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('a no ends the asked line at once, and the other is bought', async (t) => {
    const { orderId, before, ...rest } = await held()
    await lapse(rest)
    await decide(orderId, 'reject')
    t.match((await statesOf(orderId)).lines[0], 'CANCELLED')
    await restWithYes(orderId)
    t.strictSame(await statesOf(orderId), { purchases: ['CANCELLED', 'PAID'], lines: ['CANCELLED', 'PURCHASED'] })
    t.equal(before - (await buyer.available()), (await buyer.lines(orderId))[1]?.totalMinor)
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('silence to the end is a no', async (t) => {
    const { orderId, ...rest } = await held([150, 150])
    await lapse(rest)
    await buyer.advance(36 * HOURS)
    await core.steps.applyDeadlines()
    t.strictSame(await statesOf(orderId), { purchases: ['CANCELLED'], lines: ['CANCELLED', 'CANCELLED'] })
    t.equal(await buyer.available(), rest.before)
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('a cancel is free and at once', async (t) => {
    const { orderId, before, ...rest } = await held()
    await lapse(rest)
    await buyer.cancel(orderId)
    t.strictSame(await statesOf(orderId), { purchases: ['CANCELLED'], lines: ['CANCELLED', 'CANCELLED'] })
    t.equal(await buyer.available(), before)
    t.strictSame(await buyer.newProblems(), [])
  })
})

t.test(
  'O9 the seller closes the order while the partner thinks about the price: it has failed, and the money is back at once',
  async (t) => {
    const { orderId, before, purchaseId, upstreamOrderId } = await held()
    await control.post(`/orders/${upstreamOrderId}/close`, { by: 'seller', reason: 'sellerGoodsLack' })
    await Promise.all([sync(purchaseId), sync(purchaseId)])
    t.strictSame(await statesOf(orderId), { purchases: ['CANCELLED'], lines: ['PURCHASE_FAILED', 'PURCHASE_FAILED'] })
    t.equal(await buyer.available(), before)
    const told = await toldOf(orderId, 'order.purchase_failed')
    t.match(told, [{ payload: { reason: 'sellerGoodsLack' } }])
    t.equal(told.length, 1)
    await t.rejects(decide(orderId, 'accept'), { code: 'order.move_not_allowed' })
    t.ok(
      (await buyer.lines(orderId)).every(({ priceAnswerBy }) => priceAnswerBy === null),
      'nothing is left to expire',
    )
    t.strictSame(await buyer.newProblems(), [])
  },
)

t.test('what closed unheard is found in 1688’s list of changes', async (t) => {
  await core.steps.followChanges()
  const { orderId, purchaseId, upstreamOrderId } = await held()
  await core.db.updateTable('outbox').set({ relayedAt: new Date() }).execute()
  await control.post(`/orders/${upstreamOrderId}/close`, { by: 'seller' })
  await core.steps.followChanges()
  const asked = await core.db.selectFrom('outbox').select(['name', 'payload']).where('relayedAt', 'is', null).execute()
  t.ok(asked.some(({ name, payload }) => name === 'sync-purchase' && payload.id === purchaseId))
  await sync(purchaseId)
  t.strictSame((await statesOf(orderId)).lines, ['PURCHASE_FAILED', 'PURCHASE_FAILED'])
})

t.test('an answer and the news that the order is closed at the same moment: bought once or failed, never both', async (t) => {
  for (const by of ['seller', 'system'] as const) {
    for (const answer of ['accept', 'reject'] as const) {
      const { orderId, before, purchaseId, upstreamOrderId } = await held()
      await control.post(`/orders/${upstreamOrderId}/close`, { by, reason: by })
      await Promise.allSettled([decide(orderId, answer), core.steps.syncPurchase(purchaseId), buyer.cancel(orderId).catch(() => undefined)])
      await buyer.rest(orderId)
      for (const { id } of await buyer.purchases(orderId)) await sync(id)
      const { lines } = await statesOf(orderId)
      for (const state of lines) t.match(state, /^(PURCHASED|CANCELLED|PURCHASE_FAILED)$/)
      const spent = (await buyer.lines(orderId)).reduce((total, line) => total + line.totalMinor - line.refundedMinor, 0n)
      t.equal(before - (await buyer.available()), spent)
      t.strictSame(await buyer.newProblems(), [])
    }
  }
})
