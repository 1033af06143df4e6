import { setTimeout as delay } from 'node:timers/promises'
import { Redis } from 'ioredis'
import t from 'tap'
import { createCatalogueCache } from '../../src/catalogue-cache/create-catalogue-cache.ts'
import type { Product, ProductPage } from '../../src/domain/upstream/product.ts'
import { UpstreamError } from '../../src/domain/upstream/upstream-error.ts'
import type { UpstreamCatalogue } from '../../src/domain/upstream/upstream-port.ts'
import { createManualClock } from '../../src/platform/clock.ts'
import { ownRedis } from '../support/test-redis.ts'

t.test('1,000 simultaneous requests for one cold product make exactly one upstream call', async (t) => {
  const { catalogue, calls } = setUp({ delayMs: 20 })
  const answers = await Promise.all(Array.from({ length: 1_000 }, () => catalogue.getProduct('612345678901', 'en')))
  t.equal(calls.length, 1)
  t.ok(
    answers.every((answer) => answer?.value === answers[0]?.value),
    'all get the same object',
  )
  await catalogue.getProduct('612345678901', 'en')
  t.equal(calls.length, 1, 'and so does the next')
})

t.test('an answer says as of when it is, and nobody can change it for the others', async (t) => {
  const { catalogue, clock } = setUp()
  const first = await catalogue.getProduct('1', 'en')
  clock.advance(60_000)
  const second = await catalogue.getProduct('1', 'en')
  t.same(second?.asOf, new Date('2026-10-10T08:00:00Z'))
  t.equal(second?.value, first?.value)
  t.throws(() => first?.value.skus.push(), TypeError)
  t.throws(() => {
    if (first) first.value.title.zh = 'changed'
  }, TypeError)
})

t.test('languages have their own answers, their regional spellings do not', async (t) => {
  const { catalogue, calls } = setUp()
  for (const language of ['en', 'en-GB', 'EN_us', 'ja', 'tlh']) await catalogue.getProduct('1', language)
  t.strictSame(calls, ['getProduct 1 en', 'getProduct 1 ja'], 'a language without a translation is answered in English')
})

t.test('listings: the same question in any order is one question', async (t) => {
  const { catalogue, calls } = setUp()
  const query = { keyword: 'dress', language: 'en', page: 1, pageSize: 20 }
  await catalogue.searchProducts({ ...query, filters: ['shipsIn48Hours', 'newIn7Days'], priceFromFen: 100n })
  await catalogue.searchProducts({ priceFromFen: 100n, filters: ['newIn7Days', 'shipsIn48Hours'], ...query })
  t.equal(calls.length, 1)
  await catalogue.searchProducts({ ...query, filters: ['newIn7Days'], priceFromFen: 100n })
  await catalogue.searchProducts({ ...query, page: 2 })
  await catalogue.listSellerProducts({ sellerOpenId: 'BBB', language: 'en', page: 1, pageSize: 20 })
  await catalogue.searchByImage({ imageId: '1', language: 'en', page: 1, pageSize: 20 })
  await catalogue.relatedProducts('1', 'en')
  await catalogue.relatedProducts('1', 'en')
  t.equal(calls.length, 6)
})

t.test('what does not exist is remembered, what failed is not', async (t) => {
  const { catalogue, calls, fail } = setUp({ missing: ['404'] })
  t.equal(await catalogue.getProduct('404', 'en'), undefined)
  t.equal(await catalogue.getProduct('404', 'en'), undefined)
  t.equal(calls.length, 1)
  t.equal(await catalogue.getCategory('404', 'en'), undefined)
  fail(new UpstreamError('retryable', 'http.5xx'))
  await t.rejects(Promise.all([catalogue.getProduct('2', 'en'), catalogue.getProduct('2', 'en')]), { code: 'http.5xx' })
  fail(undefined)
  t.equal((await catalogue.getProduct('2', 'en'))?.value.offerId, '2')
})

t.test('an invalidated product is asked for again, in every language', async (t) => {
  const { catalogue, calls } = setUp()
  for (const language of ['en', 'ja']) await catalogue.getProduct('1', language)
  await catalogue.getProduct('2', 'en')
  await catalogue.invalidateProduct('1')
  for (const language of ['en', 'ja']) await catalogue.getProduct('1', language)
  await catalogue.getProduct('2', 'en')
  t.equal(calls.length, 5)
})

t.test('an answer that was overtaken by an invalidation while under way is not kept', async (t) => {
  const { catalogue, calls, version } = setUp({ delayMs: 20 })
  const underWay = catalogue.getProduct('1', 'en')
  await delay(5)
  version('new')
  await catalogue.invalidateProduct('1')
  await underWay
  t.equal((await catalogue.getProduct('1', 'en'))?.value.title.zh, 'new')
  t.equal(calls.length, 2)
})

t.test('a stale answer is served at once and refreshed behind', async (t) => {
  const { catalogue, calls, version } = setUp({ lifetime: { freshS: 1, staleS: 30, missingS: 1 } })
  await catalogue.getProduct('1', 'en')
  version('new')
  const seen = await until(async () => {
    const title = (await catalogue.getProduct('1', 'en'))?.value.title.zh
    return title === 'new' ? title : undefined
  })
  t.equal(seen, 'new')
  t.equal(calls.length, 2, 'however many asked meanwhile')
})

t.test('a stale answer outlives an upstream that is down', async (t) => {
  const { catalogue, calls, fail } = setUp({ lifetime: { freshS: 1, staleS: 30, missingS: 1 } })
  await catalogue.getProduct('1', 'en')
  fail(new UpstreamError('retryable', 'client.circuitOpen'))
  await until(async () => {
    await catalogue.getProduct('1', 'en')
    return calls.length > 1 ? true : undefined
  })
  t.equal((await catalogue.getProduct('1', 'en'))?.value.offerId, '1')
})

t.test('memory is bounded: the least recently read product goes', async (t) => {
  const { catalogue, calls } = setUp({ maxEntries: 10 })
  for (let number = 0; number < 12; number += 1) await catalogue.getProduct(String(number), 'en')
  await catalogue.getProduct('11', 'en')
  t.equal(calls.length, 12)
  await catalogue.getProduct('0', 'en')
  t.equal(calls.length, 13)
})

t.test('events tell hits, misses and shared calls apart', async (t) => {
  const { catalogue, events } = setUp({ delayMs: 5 })
  await Promise.all([catalogue.getProduct('1', 'en'), catalogue.getProduct('1', 'en')])
  await catalogue.getProduct('1', 'en')
  t.strictSame(events, ['product local shared', 'product local miss', 'product local hit'])
})

t.test('with Redis', async (t) => {
  const redis = await ownRedis(t)
  const clients: Redis[] = []
  const client = (): Redis => {
    const made = new Redis(redis.url, { maxRetriesPerRequest: 1, enableOfflineQueue: false, lazyConnect: true })
    clients.push(made)
    return made
  }
  const connected = async (): Promise<Redis> => {
    const made = client()
    await made.connect()
    return made
  }
  t.teardown(() => {
    for (const one of clients) one.disconnect()
  })

  t.test('processes share an answer, its types and its age intact', async (t) => {
    const upstream = fakeUpstream()
    const first = setUp({ upstream, redis: await connected() })
    const second = setUp({ upstream, redis: await connected() })
    const kept = await first.catalogue.getProduct('1', 'en')
    second.clock.advance(60_000)
    const shared = await second.catalogue.getProduct('1', 'en')
    t.equal(upstream.calls.length, 1)
    t.strictSame(shared, kept)
    t.equal(typeof shared?.value.tiers[0]?.priceFen, 'bigint')
    t.throws(() => shared?.value.skus.push(), TypeError)
    t.equal(await first.catalogue.getProduct('404', 'en'), undefined)
    t.equal(await second.catalogue.getProduct('404', 'en'), undefined)
    t.equal(upstream.calls.length, 2, 'nothing is an answer too')
  })

  t.test('an invalidation by one process reaches the others when their memory runs out', async (t) => {
    const upstream = fakeUpstream()
    const first = setUp({ upstream, redis: await connected(), localS: 1 })
    const second = setUp({ upstream, redis: await connected(), localS: 1 })
    await second.catalogue.getProduct('9', 'en')
    upstream.version('new')
    await first.catalogue.invalidateProduct('9')
    t.equal((await first.catalogue.getProduct('9', 'en'))?.value.title.zh, 'new')
    t.ok(await until(async () => ((await second.catalogue.getProduct('9', 'en'))?.value.title.zh === 'new' ? true : undefined)))
    t.equal(upstream.calls.length, 2)
  })

  t.test('the sandbox and the live world never meet (invariant 12)', async (t) => {
    const upstream = fakeUpstream()
    await setUp({ upstream, redis: await connected(), scope: 'live' }).catalogue.getProduct('7', 'en')
    await setUp({ upstream, redis: await connected(), scope: 'test' }).catalogue.getProduct('7', 'en')
    t.equal(upstream.calls.length, 2)
  })

  t.test('1,000 simultaneous requests still make one call', async (t) => {
    const { catalogue, calls } = setUp({ delayMs: 20, redis: await connected() })
    await Promise.all(Array.from({ length: 1_000 }, () => catalogue.getProduct('31', 'en')))
    t.equal(calls.length, 1)
  })

  t.test('a Redis that is gone costs the sharing, not the answer', async (t) => {
    const gone = await connected()
    const { catalogue, calls } = setUp({ redis: gone })
    gone.on('error', () => undefined)
    await redis.kill()
    t.equal((await catalogue.getProduct('55', 'en'))?.value.offerId, '55')
    await catalogue.getProduct('55', 'en')
    t.equal(calls.length, 1, 'memory still works')
    await t.resolves(catalogue.invalidateProduct('55'))
  })
})

type SetUp = {
  upstream?: ReturnType<typeof fakeUpstream>
  redis?: Redis
  delayMs?: number
  missing?: string[]
  lifetime?: { freshS: number; staleS: number; missingS: number }
  maxEntries?: number
  localS?: number
  scope?: 'live' | 'test'
}

function setUp({ lifetime, maxEntries, localS, scope = 'test', redis, ...faking }: SetUp = {}) {
  const fake = faking.upstream ?? fakeUpstream(faking)
  const clock = createManualClock(new Date('2026-10-10T08:00:00Z'))
  const events: string[] = []
  const catalogue = createCatalogueCache({
    ...{ upstream: fake.upstream, scope, clock },
    ...(redis ? { redis } : {}),
    ...(lifetime ? { lifetimes: { product: lifetime } } : {}),
    ...(maxEntries ? { maxEntries: { product: maxEntries } } : {}),
    ...(localS ? { localS } : {}),
    onEvent: ({ kind, tier, event }) => events.push(`${kind} ${tier} ${event}`),
  })
  return { catalogue, clock, events, ...fake }
}

function fakeUpstream({ delayMs = 0, missing = ['404'] }: { delayMs?: number; missing?: string[] } = {}) {
  const calls: string[] = []
  let title = 'old'
  let failure: Error | undefined
  const answer = async <Value>(call: string, value: Value): Promise<Value> => {
    calls.push(call)
    if (delayMs > 0) await delay(delayMs)
    if (failure) throw failure
    return value
  }
  const page: ProductPage = { items: [], page: 1, pageSize: 20, total: 0, totalPages: 0, language: 'en' }
  const upstream: UpstreamCatalogue = {
    getProduct: (id, language) => answer(`getProduct ${id} ${language}`, missing.includes(id) ? undefined : product(id, title)),
    searchProducts: ({ keyword }) => answer(`search ${keyword}`, page),
    listSellerProducts: ({ sellerOpenId }) => answer(`seller ${sellerOpenId}`, page),
    searchByImage: () => answer('image', page),
    relatedProducts: (id) => answer(`related ${id}`, page),
    getCategory: (id) => answer(`category ${id}`, undefined),
    uploadSearchImage: () => answer('upload', '1'),
  }
  const version = (to: string): void => {
    title = to
  }
  const fail = (error: Error | undefined): void => {
    failure = error
  }
  return { upstream, calls, version, fail }
}

function product(offerId: string, title: string): Product {
  const none = { weightG: null, lengthMm: null, widthMm: null, heightMm: null, source: 'unstated' } as const
  return {
    ...{ offerId, language: 'en', title: { zh: title, translated: null }, descriptionHtml: { zh: '', translated: null } },
    ...{ categoryId: null, topCategoryId: null, attributes: [], imageUrls: [], whiteImageUrl: null, videoUrl: null, unit: null },
    ...{
      skus: [],
      tiers: [{ fromQuantity: 1, priceFen: 1800n, promotionPriceFen: null }],
      stock: 5,
      minOrderQuantity: 1,
      batchNumber: null,
    },
    mixedBatch: null,
    seller: {
      ...{ openId: 'BBB', name: null },
      scores: {
        ...{ medalLevel: null, composite: null, logistics: null, dispute: null, offer: null, consulting: null, afterSales: null },
        ...{ repeatPurchasePercent: null, pickupWithin48HoursPercent: null, qualityRefundPercent: null },
      },
    },
    labels: { tags: [], identities: [], shippingTimeGuarantee: null },
    ...{ measures: none, shipsFrom: null, soldCount: null, tradeScore: null, orderable: true, notOrderableReason: null },
  }
}

async function until<Value>(condition: () => Promise<Value | undefined>): Promise<Value> {
  for (const started = Date.now(); Date.now() - started < 10_000; ) {
    const value = await condition()
    if (value !== undefined) return value
    await delay(50)
  }
  throw new Error('waited in vain')
}
