import { setTimeout as delay } from 'node:timers/promises'
import { Redis } from 'ioredis'
import t from 'tap'
import { createCatalogueCache } from '../../src/catalogue-cache/create-catalogue-cache.ts'
import { createFollower } from '../../src/catalogue-cache/follower.ts'
import { createProductNews } from '../../src/catalogue-cache/product-news.ts'
import type { Product, ProductPage, ProductSummary } from '../../src/domain/upstream/product.ts'
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

t.test('an answer says as of when it is, and nobody can change it for those who come later', async (t) => {
  const { catalogue, clock } = setUp()
  const first = await catalogue.getProduct('1', 'en')
  if (first) first.value.title.zh = 'changed'
  clock.advance(60_000)
  const second = await catalogue.getProduct('1', 'en')
  t.same(second?.asOf, new Date('2026-10-10T08:00:00Z'))
  t.equal(second?.value.title.zh, 'old')
  t.equal(typeof second?.value.tiers[0]?.priceFen, 'bigint', 'an amount stays one')
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
  catalogue.forgetProducts(['1'])
  for (const language of ['en', 'ja']) await catalogue.getProduct('1', language)
  await catalogue.getProduct('2', 'en')
  t.equal(calls.length, 5)
})

t.test('an answer that was overtaken by an invalidation while under way is not kept', async (t) => {
  const { catalogue, calls, version } = setUp({ delayMs: 20 })
  const underWay = catalogue.getProduct('1', 'en')
  await delay(5)
  version('new')
  catalogue.forgetProducts(['1'])
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

t.test('while 1688 is down the last known answer goes on, hours beyond its life, and says why', async (t) => {
  const { catalogue, clock, fail } = setUp({ lifetime: { freshS: 1, staleS: 0, missingS: 1 } })
  const first = await catalogue.getProduct('1', 'en')
  t.equal(first?.trouble, null)
  fail(new UpstreamError('retryable', 'client.circuitOpen'))
  clock.advance(5 * 3_600_000)
  await delay(2_000)
  const old = await catalogue.getProduct('1', 'en')
  t.strictSame(old?.value, first?.value)
  t.strictSame([old?.trouble, old?.asOf], ['upstreamUnavailable', first?.asOf])
  fail(new UpstreamError('retryable', 'gw.NoUsageLeftError'))
  t.equal((await catalogue.getProduct('1', 'en'))?.trouble, 'upstreamQuotaExhausted')
  await t.rejects(catalogue.getProduct('2', 'en'), { code: 'gw.NoUsageLeftError' }, 'what nobody ever asked for is not there')
  clock.advance(20 * 3_600_000)
  await t.rejects(catalogue.getProduct('1', 'en'), { code: 'gw.NoUsageLeftError' }, 'a day is enough')
  fail(undefined)
  t.equal((await catalogue.getProduct('1', 'en'))?.trouble, null)
})

t.test('an answer still within its life says so as soon as a newer one could not be had', async (t) => {
  const { catalogue, clock, fail } = setUp({ lifetime: { freshS: 1, staleS: 600, missingS: 1 } })
  await catalogue.getProduct('1', 'en')
  fail(new UpstreamError('retryable', 'http.5xx'))
  clock.advance(2_000)
  await delay(1_100)
  const trouble = await until(async () => (await catalogue.getProduct('1', 'en'))?.trouble ?? undefined)
  t.equal(trouble, 'upstreamUnavailable')
})

t.test('what 1688 said is wrong is never shown again, not even while it is down', async (t) => {
  const { catalogue, fail } = setUp()
  await catalogue.getProduct('1', 'en')
  await catalogue.getProduct('2', 'en')
  fail(new UpstreamError('retryable', 'http.5xx'))
  catalogue.forgetProducts(['1'])
  await t.rejects(catalogue.getProduct('1', 'en'), { code: 'http.5xx' })
  catalogue.forgetAll()
  t.equal((await catalogue.getProduct('2', 'en'))?.trouble, 'upstreamUnavailable', 'a gap in the news is doubt, not knowledge')
})

t.test('a change of a product makes every listing that shows it be asked anew, and no other', async (t) => {
  const { catalogue, calls } = setUp({ items: ['1', '2'] })
  const search = (keyword: string) => catalogue.searchProducts({ keyword, language: 'en', page: 1, pageSize: 20 })
  const page = await search('dress')
  t.notOk(page.isOvertaken())
  catalogue.forgetProducts(['3'])
  await search('dress')
  t.equal(calls.length, 1)
  catalogue.forgetProducts(['2'])
  t.ok(page.isOvertaken(), 'whoever kept a rendering of it is told')
  t.notOk((await search('dress')).isOvertaken())
  t.equal(calls.length, 2)
})

t.test('however many hold an overtaken answer, 1688 is asked once', async (t) => {
  const { catalogue, calls } = setUp({ delayMs: 20 })
  await catalogue.getProduct('1', 'en')
  catalogue.forgetProducts(['1'])
  await Promise.all(Array.from({ length: 200 }, () => catalogue.getProduct('1', 'en')))
  t.equal(calls.length, 2)
})

t.test('1688 is asked to push the changes of products that are read again, once, and of no others', async (t) => {
  const { catalogue, followed } = setUp()
  await catalogue.getProduct('2', 'en')
  for (let times = 0; times < 4; times += 1) {
    catalogue.forgetProducts(['1'])
    await catalogue.getProduct('1', 'en')
  }
  t.strictSame(followed, ['1'])
})

t.test('following is tried again when it failed, and forgets whom nobody comes back to', async (t) => {
  const asked: string[] = []
  const failures: unknown[] = []
  let isDown = true
  const follow = async (offerId: string): Promise<void> => {
    asked.push(offerId)
    if (isDown) throw new UpstreamError('retryable', 'http.5xx')
  }
  const follower = createFollower({ follow, onError: (error) => failures.push(error), mostRemembered: 2 })
  for (const offerId of ['1', '1', '2', '3', '1']) follower.seen(offerId)
  await delay(1)
  t.strictSame([asked, failures.length], [['1'], 1], 'forgotten between 3 and the last 1')
  isDown = false
  for (const offerId of ['9', '9', '9']) follower.seen(offerId)
  t.strictSame(asked, ['1', '9'])
})

t.test('changes that were forgotten to bound the memory count as changes of everything that old', async (t) => {
  const clock = createManualClock(new Date('2026-10-10T08:00:00Z'))
  const news = createProductNews(clock, 2)
  const before = news.tick()
  news.tell(['1', '2', '3'])
  t.ok(news.changedSince(['1'], before))
  t.ok(news.changedSince(['9'], before), 'nobody knows any more')
  const after = news.tick()
  t.notOk(news.changedSince(['1', '2', '3', '9'], after))
})

t.test('memory is bounded in bytes: the least recently read product goes', async (t) => {
  const one = setUp()
  await one.catalogue.getProduct('0', 'en')
  const { bytes, maxBytes } = one.catalogue.usage().product
  // Room for ten products of its size, whatever share of the whole is theirs.
  const { catalogue, calls } = setUp({ maxBytes: (10.5 * bytes * one.maxBytes) / maxBytes })
  for (let number = 0; number < 12; number += 1) await catalogue.getProduct(String(number), 'en')
  t.equal(catalogue.usage().product.entries, 10)
  t.ok(catalogue.usage().product.bytes <= catalogue.usage().product.maxBytes)
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
    t.strictSame([shared?.value, shared?.asOf], [kept?.value, kept?.asOf])
    t.equal(typeof shared?.value.tiers[0]?.priceFen, 'bigint')
    t.equal(await first.catalogue.getProduct('404', 'en'), undefined)
    t.equal(await second.catalogue.getProduct('404', 'en'), undefined)
    t.equal(upstream.calls.length, 2, 'nothing is an answer too')
  })

  t.test('what 1688 tells all processes is asked once more, not once a process', async (t) => {
    const upstream = fakeUpstream()
    const processes = [setUp({ upstream, redis: await connected() }), setUp({ upstream, redis: await connected() })]
    for (const { catalogue } of processes) await catalogue.getProduct('9', 'en')
    t.equal(upstream.calls.length, 1)
    upstream.version('new')
    for (const { catalogue } of processes) catalogue.forgetProducts(['9'])
    for (const { clock } of processes) clock.advance(5)
    for (const { catalogue } of processes) t.equal((await catalogue.getProduct('9', 'en'))?.value.title.zh, 'new')
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
    catalogue.forgetProducts(['55'])
    t.equal((await catalogue.getProduct('55', 'en'))?.value.offerId, '55')
    t.equal(calls.length, 2, 'and forgets what has changed')
  })
})

type SetUp = {
  upstream?: ReturnType<typeof fakeUpstream>
  redis?: Redis
  delayMs?: number
  missing?: string[]
  lifetime?: { freshS: number; staleS: number; missingS: number }
  maxBytes?: number
  /** Offers on every page. */
  items?: string[]
  localS?: number
  scope?: 'live' | 'test'
}

function setUp({ lifetime, maxBytes = 16 * 1024 * 1024, localS, scope = 'test', redis, ...faking }: SetUp = {}) {
  const fake = faking.upstream ?? fakeUpstream(faking)
  const clock = createManualClock(new Date('2026-10-10T08:00:00Z'))
  const events: string[] = []
  const catalogue = createCatalogueCache({
    ...{ upstream: fake.upstream, scope, clock, maxBytes },
    ...(redis ? { redis } : {}),
    ...(lifetime ? { lifetimes: { product: lifetime } } : {}),
    ...(localS ? { localS } : {}),
    onEvent: ({ kind, tier, event }) => events.push(`${kind} ${tier} ${event}`),
  })
  return { catalogue, clock, events, maxBytes, ...fake }
}

function fakeUpstream({ delayMs = 0, missing = ['404'], items = [] }: { delayMs?: number; missing?: string[]; items?: string[] } = {}) {
  const calls: string[] = []
  const followed: string[] = []
  let title = 'old'
  let failure: Error | undefined
  const answer = async <Value>(call: string, value: Value): Promise<Value> => {
    calls.push(call)
    if (delayMs > 0) await delay(delayMs)
    if (failure) throw failure
    return value
  }
  const hits = items.map((offerId) => ({ offerId }) as ProductSummary)
  const page: ProductPage = { items: hits, page: 1, pageSize: 20, total: 0, totalPages: 0, language: 'en' }
  const upstream: UpstreamCatalogue = {
    getProduct: (id, language) => answer(`getProduct ${id} ${language}`, missing.includes(id) ? undefined : product(id, title)),
    searchProducts: ({ keyword }) => answer(`search ${keyword}`, page),
    listSellerProducts: ({ sellerOpenId }) => answer(`seller ${sellerOpenId}`, page),
    searchByImage: () => answer('image', page),
    relatedProducts: (id) => answer(`related ${id}`, page),
    getCategory: (id) => answer(`category ${id}`, undefined),
    uploadSearchImage: () => answer('upload', '1'),
    followProduct: async (id) => void followed.push(id),
  }
  const version = (to: string): void => {
    title = to
  }
  const fail = (error: Error | undefined): void => {
    failure = error
  }
  return { upstream, calls, followed, version, fail }
}

function product(offerId: string, title: string): Product {
  const none = { weightG: null, lengthMm: null, widthMm: null, heightMm: null, source: 'unstated' } as const
  return {
    ...{ offerId, language: 'en', title: { zh: title, translated: null }, descriptionHtml: { zh: '', translated: null } },
    ...{
      categoryId: null,
      topCategoryId: null,
      categoryIds: [],
      attributes: [],
      imageUrls: [],
      whiteImageUrl: null,
      videoUrl: null,
      unit: null,
    },
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
  for (const started = performance.now(); performance.now() - started < 60_000; ) {
    const value = await condition()
    if (value !== undefined) return value
    await delay(50)
  }
  throw new Error('waited in vain')
}
