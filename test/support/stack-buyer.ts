import { sql } from 'kysely'
import type { Test } from 'tap'
import { buildGroup, type PostingGroup } from '../../src/domain/ledger/build-group.ts'
import type { OrderLine } from '../../src/domain/orders/order.ts'
import type { InspectionLevelCode } from '../../src/domain/quotes/quote.ts'
import type { Actor } from '../../src/domain/shared/actor.ts'
import { money } from '../../src/domain/shared/money.ts'
import { RetryLater } from '../../src/domain/shared/retry-later.ts'
import { UpstreamError } from '../../src/domain/upstream/upstream-error.ts'
import { createManualClock } from '../../src/platform/clock.ts'
import { auditBooks } from './stack-audit.ts'
import { QUICK_TIMING, type StackCore, startCore } from './stack-core.ts'
import type { MockProduct } from './stack-mock.ts'

export const PARTNER: Actor = { kind: 'partner', id: 'demo' }
export const BENCH: Actor = { kind: 'warehouseStaff', id: 'bench-1' }
export const DESK: Actor = { kind: 'afterSales', id: 'desk-1' }

/** Production's waits: only the clock below is waited for, and it is turned. */
const TIMING = {
  ...QUICK_TIMING,
  callLeaseMs: 20_000,
  lookupSettleMs: 5_000,
  upstream: { connectMs: 3_000, readMs: 8_000, effectMs: 15_000 },
  // The circuit breaker counts in real time: how many calls a machine makes in it decides nothing here.
  upstreamLimits: { breakerMinimumRps: 10_000 },
}

const MOST_TRIES = 14

export type Buyer = Awaited<ReturnType<typeof startBuyer>>

/**
 * One partner, our use cases and the mock, with no worker and a clock that stands still: each step is taken by hand. `patienceMs` is how long
 * we wait for an answer of 1688, for those who want to see us give up.
 */
export async function startBuyer(t: Test, mockSettings: object = {}, { patienceMs = TIMING.upstream.effectMs } = {}) {
  const clock = createManualClock(new Date())
  const timing = { ...TIMING, upstream: { ...TIMING.upstream, effectMs: patienceMs } }
  const stack = await startCore(t, { clock, timing, mockSettings })
  const { core, control, tenant } = stack
  // One time for both sides: left running, 1688 would be ahead of us by as long as a slow machine takes for the steps.
  await control.post('/clock', { now: clock.now().toISOString(), stopped: true })
  const goods = await findGoods(stack)
  const known = new Set<string>()
  const advance = async (ms: number): Promise<void> => {
    clock.advance(ms)
    await control.advance(ms)
  }
  const settled = (step: () => Promise<unknown>) => untilSettled(step, advance)
  const purchases = (orderId: string) => core.uow.run((tx) => tx.purchases.listOfOrder(orderId))
  const buy = async (orderId: string): Promise<void> => {
    for (const { id } of await purchases(orderId)) await settled(() => core.steps.processPurchase(id))
    for (const { id } of await purchases(orderId)) await settled(() => core.steps.processPurchase(id))
  }
  return {
    ...stack,
    clock,
    advance,
    /** Takes a step as its job would: again after the wait it asks for, until it has nothing left to wait for. */
    settled,
    nextProduct: () => goods.next(),
    order: (wish: Wish = {}) => placeOrder(stack, goods, wish),
    pay: (orderId: string) => core.uow.run((tx) => core.commands.payOrder(tx, { tenant, actor: PARTNER, orderId })),
    cancel: (orderId: string, onlyIfFree = false) =>
      core.uow.run((tx) => core.commands.cancelOrder(tx, { tenant, actor: PARTNER, orderId, reason: 'changed our mind', onlyIfFree })),
    purchases,
    lines: (orderId: string) => core.uow.run((tx) => tx.lines.listOfOrder(orderId)),
    /** Runs the purchases of an order, split-off ones too, until they rest. */
    buy,
    /** What the jobs do until nothing of the order's buying is left to do: closes what is to be closed, buys what is to be bought. */
    rest: async (orderId: string): Promise<void> => {
      for (let round = 0; round < 3; round += 1) {
        await buy(orderId)
        for (const { id } of await purchases(orderId)) await settled(() => core.steps.cancelPurchase(id))
      }
    },
    upstreamOrders: async (purchaseId: string) => (await control.orders()).filter((order) => order.outOrderId === purchaseId),
    /** What is wrong in the books now and was not before. */
    newProblems: async (how: { splits?: boolean } = {}): Promise<string[]> => {
      const problems = (await auditBooks(stack, how)).filter((problem) => !known.has(problem))
      for (const problem of problems) known.add(problem)
      return problems
    },
    /** The partner takes money out; a negative amount comes back in. */
    spend: (minor: bigint) => core.uow.run((tx) => tx.ledger.post(transferGroup(stack, minor))),
    rowCounts: () => countRows(stack),
    available: () => core.uow.run((tx) => tx.ledger.balanceOf(tenant, 'available', 'USD')),
  }
}

type Wish = {
  lines?: number
  quantity?: number
  level?: InspectionLevelCode
  exceptionPolicy?: OrderLine['exceptionPolicy']
  /** One line of each, all of one seller. */
  products?: MockProduct[]
}

/** Products that can be bought without further thought, each given out once: what a test does to one must not reach another. */
async function findGoods({ control }: StackCore): Promise<{ next(): MockProduct }> {
  const all = await control.products('quoteType=1&among=1500&limit=1500')
  const plain = all.filter(
    (one) =>
      one.quirk === null && one.batchNumber === null && one.minOrderQuantity <= 5 && one.skus.filter((sku) => sku.stock > 40).length > 1,
  )
  return {
    next: () => {
      const product = plain.shift()
      if (product === undefined) throw new Error('the mock has no more plain products')
      return { ...product, skus: product.skus.filter((sku) => sku.stock > 40) }
    },
  }
}

async function placeOrder({ core, tenant }: StackCore, goods: { next(): MockProduct }, wish: Wish) {
  const [product, ...more] = wish.products ?? [goods.next()]
  if (product === undefined) throw new Error('an order needs a product')
  const skus = [product, ...more].flatMap(({ offerId, skus: of }) =>
    of.slice(0, wish.lines ?? 1).map(({ specId }) => ({ offerId, specId })),
  )
  const lines = skus.map(({ offerId, specId }) => ({
    productId: `prd_${offerId}`,
    skuId: `sku_${specId}`,
    quantity: wish.quantity ?? 10,
    inspectionLevel: wish.level ?? ('STANDARD' as const),
  }))
  const prepared = await core.preparations.prepareQuote({ tenant, currency: 'USD', language: 'en', lines })
  const placed = await core.uow.run(async (tx) => {
    const quote = await core.commands.saveQuote(tx, prepared)
    return core.commands.placeOrder(tx, {
      tenant,
      actor: PARTNER,
      quoteId: quote.id,
      externalRef: null,
      metadata: {},
      note: null,
      exceptionPolicy: wish.exceptionPolicy === undefined ? 'CLAIM_PARTIAL' : wish.exceptionPolicy,
    })
  })
  return { ...placed, orderId: placed.order.id, product }
}

async function untilSettled(step: () => Promise<unknown>, advance: (ms: number) => Promise<void>): Promise<void> {
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    try {
      await step()
      return
    } catch (error) {
      if (!(error instanceof RetryLater) && !(error instanceof UpstreamError && error.outcome !== 'permanent')) throw error
      await advance(Math.min(60_000, (error.retryAfterMs ?? 1_000) + 1))
    }
  }
}

function transferGroup({ core, tenant }: StackCore, minor: bigint): PostingGroup {
  const id = core.ids.next('grp')
  const about = { id, tenant, idempotencyKey: `test:${id}`, sourceType: 'test', sourceId: id, at: core.clock.now() }
  return minor < 0n
    ? buildGroup({ ...about, template: 'topUp', amounts: { paidIn: money(-minor, 'USD') } })
    : buildGroup({ ...about, template: 'withdraw', amounts: { paidOut: money(minor, 'USD') } })
}

/** How many rows there are where a business change leaves some. */
async function countRows({ core }: StackCore): Promise<Record<string, bigint>> {
  const { rows } = await sql<{ name: string; count: bigint }>`
    select 'posting' as name, count(*) from posting union all select 'history', count(*) from state_history
    union all select 'event', count(*) from partner_event union all select 'outbox', count(*) from outbox
    union all select 'purchase', count(*) from purchase`.execute(core.db)
  return Object.fromEntries(rows.map(({ name, count }) => [name, count]))
}
