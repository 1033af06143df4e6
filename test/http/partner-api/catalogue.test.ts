import t from 'tap'
import type { Category, ProductSummary } from '../../../src/domain/upstream/product.ts'
import { lamp, scores } from './lamp.ts'
import { openPartnerServer } from './partner-server.ts'

const server = await openPartnerServer(t)
const partner = await server.newPartner()
server.world.products.set(lamp.offerId, lamp)

t.test('a product in the language and currency of the shopper, from kept bytes the second time', async (t) => {
  const answer = await partner.get('/v1/products/prd_612345678901?lang=en&currency=JPY')
  t.equal(answer.statusCode, 200)
  t.match(answer.json(), {
    id: 'prd_612345678901',
    title: 'Desk lamp',
    titleZh: '台灯',
    untranslated: ['/descriptionHtml', '/attributes/0/value'],
    descriptionHtml: '<p>灯</p>',
    seller: { id: 'sup_BBBopen', name: '某厂' },
    skus: [
      {
        id: 'sku_b266e0726506185beaf205cbae88530d',
        tiers: [{ price: { cny: { amount: 1800 }, display: { amount: 393, currency: 'JPY' } } }],
      },
    ],
    mixedBatch: { minAmount: { amount: 2185, currency: 'JPY' } },
    restrictionHints: [],
  })
  t.notMatch(answer.body, /internal|5403412737023/)
  t.equal(answer.headers['cache-control'], 'private, max-age=60, stale-while-revalidate=600')
  const before = server.world.reads
  const again = await partner.get('/v1/products/prd_612345678901?lang=en&currency=JPY')
  t.equal(again.body, answer.body)
  t.equal(server.world.reads, before)
  t.equal(
    (await partner.get('/v1/products/prd_612345678901?lang=en&currency=JPY', { 'if-none-match': String(answer.headers.etag) })).statusCode,
    304,
  )
})

t.test('texts come in the language of the query, else of Accept-Language, else of the partner', async (t) => {
  const product = '/v1/products/prd_612345678901'
  const languageOf = async (url: string, wish: string) => {
    server.world.askedLanguages.length = 0
    await partner.get(url, { 'accept-language': wish })
    return server.world.askedLanguages[0] ?? 'at hand'
  }
  t.equal(await languageOf(product, 'ko-KR,ko;q=0.9,en;q=0.5'), 'ko')
  t.equal((await partner.get(product)).headers.vary, 'accept-language')
  t.equal(await languageOf(product, 'de-DE, vi;q=0.4, ja;q=0.7'), 'ja')
  t.equal(await languageOf(`${product}?lang=th`, 'ko'), 'th')
  t.equal(await languageOf(product, 'ko;q=0.9'), 'at hand', 'found in the cache by its language')
  t.equal(await languageOf(`${product}?currency=EUR`, '*'), 'en')
  for (const wish of ['de', 'ko;q=0', ''])
    t.equal(await languageOf(`${product}?currency=EUR`, wish), 'at hand', `in English too for ${wish}`)
  t.equal(await languageOf('/v1/categories', 'fr'), 'fr')
})

t.test('texts that 1688 has not translated are named; digits need no translator, and who asks for Chinese misses nothing', async (t) => {
  const size = { attributeId: '2', name: { zh: '尺寸', translated: null }, value: { zh: '30 cm', translated: null } }
  const skus = lamp.skus.map((sku) => ({ ...sku, attributes: [size] }))
  const bare = { ...lamp, offerId: '77', title: { zh: '灯', translated: null }, unit: null, attributes: [], skus }
  server.world.products.set('77', bare)
  t.same((await partner.get('/v1/products/prd_77')).json().untranslated, ['/title', '/descriptionHtml', '/skus/0/attributes/0/name'])
  server.world.products.set('78', { ...bare, offerId: '78', language: 'zh' })
  t.same((await partner.get('/v1/products/prd_78?lang=zh')).json().untranslated, [])
})

t.test('the defaults of the partner; an unknown product; a currency without a rate', async (t) => {
  t.match((await partner.get('/v1/products/prd_612345678901')).json(), {
    language: 'en',
    skus: [{ tiers: [{ price: { display: { amount: 253, currency: 'USD' } } }] }],
  })
  t.match((await partner.get('/v1/products/prd_1')).json(), { status: 404, code: 'product.not_found' })
  t.match((await partner.get('/v1/products/612345678901')).json(), { status: 404, code: 'resource.not_found' })
  t.match((await partner.get('/v1/products/prd_612345678901?currency=CLP')).json(), { status: 503, code: 'exchange_rate.unavailable' })
})

t.test('a search asks 1688 in its own words and pages by cursor', async (t) => {
  const hit: ProductSummary = {
    ...{ offerId: lamp.offerId, language: 'en', title: lamp.title, imageUrl: null, priceFen: 1800n, promotionPriceFen: null },
    ...{
      minOrderQuantity: 2,
      soldLast30Days: 5,
      repurchasePercent: null,
      tradeScore: null,
      sellerScores: scores,
      labels: lamp.labels,
      sellerIdentities: [],
    },
    ...{ categoryIds: ['1034'], sellerName: '某厂' },
  }
  server.world.page = { items: [hit], page: 1, pageSize: 10, total: 11, totalPages: 2, language: 'en' }
  const url = '/v1/products?keyword=lamp&priceMin=100&priceMax=2000&currency=USD&sort=-price&filter=shipsIn24Hours&categoryId=1034&limit=10'
  const answer = await partner.get(url)
  t.equal(answer.statusCode, 200)
  t.match(server.world.asked.at(-1), {
    ...{ keyword: 'lamp', language: 'en', page: 1, pageSize: 10, categoryId: '1034' },
    ...{ priceFromFen: 712n, priceToFen: 14_245n, sort: { by: 'price', direction: 'desc' }, filters: ['shipsIn24Hours'] },
  })
  const { data, hasMore, nextCursor } = answer.json()
  t.match([data.length, hasMore], [1, true])
  t.match(answer.headers.link, /rel="next"/)
  server.world.page = { items: [], page: 2, pageSize: 10, total: 11, totalPages: 2, language: 'en' }
  const next = await partner.get(`${url}&cursor=${nextCursor}`)
  t.equal(server.world.asked.at(-1)?.page, 2)
  t.match(next.json(), { object: 'list', data: [], hasMore: false, nextCursor: null })
  t.equal(
    (await partner.get(`${url.replace('limit=10', 'limit=20')}&cursor=${nextCursor}`)).json().code,
    'cursor.invalid',
    'another page size, another page',
  )
  t.equal((await partner.get('/v1/products')).statusCode, 422, 'a keyword is needed')
  t.equal((await partner.get('/v1/products?keyword=lamp&limit=51')).statusCode, 422)
})

const bareHit: ProductSummary = {
  ...{ offerId: '7', language: 'en', title: lamp.title, imageUrl: null, priceFen: null, promotionPriceFen: null },
  ...{ minOrderQuantity: null, soldLast30Days: null, repurchasePercent: null, tradeScore: null, sellerScores: scores },
  ...{ labels: lamp.labels, sellerIdentities: ['super_factory'], categoryIds: [], sellerName: '某厂' },
}

t.test('a price is struck through only while a promotion takes something off', async (t) => {
  const before = { cny: { amount: 1800, currency: 'CNY' }, display: { amount: 253, currency: 'USD' } }
  const now = { cny: { amount: 1440, currency: 'CNY' }, display: { amount: 202, currency: 'USD' } }
  const cases = [
    { promotionPriceFen: 1440n, price: now, listPrice: before },
    { promotionPriceFen: null, price: before, listPrice: null },
    { promotionPriceFen: 1800n, price: before, listPrice: null },
    { promotionPriceFen: 1900n, price: before, listPrice: null },
    { promotionPriceFen: 0n, price: before, listPrice: null },
  ]
  for (const [at, { promotionPriceFen, price, listPrice }] of cases.entries()) {
    const name = `promotion ${promotionPriceFen}`
    const offerId = `70000000000${at}`
    const tiers = [{ fromQuantity: 1, priceFen: 1800n, promotionPriceFen }]
    server.world.products.set(offerId, { ...lamp, offerId, tiers, skus: lamp.skus.map((sku) => ({ ...sku, tiers })) })
    const product = (await partner.get(`/v1/products/prd_${offerId}`)).json()
    t.strictSame([product.tiers, product.skus[0].tiers], Array(2).fill([{ fromQuantity: 1, price, listPrice }]), name)
    server.world.page = {
      items: [{ ...bareHit, priceFen: 1800n, promotionPriceFen }, bareHit],
      ...{ page: 1, pageSize: 10, total: 2, totalPages: 1, language: 'en' },
    }
    const [hit, unpriced] = (await partner.get(`/v1/products?keyword=promotion${at}`)).json().data
    t.strictSame([hit.price, hit.listPrice], [price, listPrice], name)
    t.strictSame([unpriced.price, unpriced.listPrice], [null, null], 'nothing is struck through where there is no price')
  }
  const catalogueRules = { blockedCategoryIds: [], blockedBrands: [], blockedSupplierIds: [], markupBps: 1_000, isMarkupShown: false }
  const secretive = await server.newPartner({ catalogueRules })
  const [tier] = (await secretive.get('/v1/products/prd_700000000000')).json().tiers
  t.strictSame(
    [tier.price, tier.listPrice],
    [222, 278].map((amount) => ({ cny: null, display: { amount, currency: 'USD' } })),
    'both with the markup, and neither tells of a hidden one',
  )
})

t.test('what carriers may object to is hinted at', async (t) => {
  const attribute = { attributeId: '7869', name: { zh: '是否带电池', translated: null }, value: { zh: '是', translated: null } }
  server.world.products.set('700000000009', { ...lamp, offerId: '700000000009', attributes: [...lamp.attributes, attribute] })
  const { restrictionHints } = (await partner.get('/v1/products/prd_700000000009')).json()
  t.strictSame(restrictionHints, [{ code: 'batteryInEquipment', basis: 'attribute' }])
})

t.test('what is like a product, on one page; nothing is like a product that does not exist', async (t) => {
  server.world.similar = { items: [bareHit], page: 1, pageSize: 10, total: 90, totalPages: 9, language: 'en' }
  const answer = await partner.get('/v1/products/prd_612345678901/similar?currency=EUR')
  t.equal(answer.statusCode, 200)
  t.match(answer.json(), { object: 'list', data: [{ id: 'prd_7', title: 'Desk lamp', price: null }], hasMore: false, nextCursor: null })
  t.match(answer.headers.etag, /^"[^"]+"$/)
  t.match((await partner.get('/v1/products/prd_1/similar')).json(), { status: 404, code: 'product.not_found' })
})

t.test('the category tree, a level at a time, translated where 1688 has a translation', async (t) => {
  const node = (categoryId: string, translated: string | null, children: Category[] = []): Category => ({
    ...{ categoryId, name: { zh: '灯', translated }, parentId: null, level: 1, isLeaf: children.length === 0, children },
  })
  const lamps = node('1034', 'Lamps', [node('10341', null)])
  server.world.categories
    .set('0', node('0', null, [lamps]))
    .set('1034', lamps)
    .set('10341', node('10341', null))
  const top = await partner.get('/v1/categories')
  t.equal(top.statusCode, 200)
  t.match(top.json().data, [{ object: 'category', id: '1034', parentId: null, name: 'Lamps', nameZh: '灯', isLeaf: false }])
  t.equal((await partner.get('/v1/categories', { 'if-none-match': String(top.headers.etag) })).statusCode, 304)
  t.match((await partner.get('/v1/categories?parentId=1034')).json().data, [{ id: '10341', parentId: '1034', name: '灯', isLeaf: true }])
  t.same((await partner.get('/v1/categories?parentId=10341')).json().data, [], 'a leaf has nothing below it')
  t.match((await partner.get('/v1/categories?parentId=9')).json(), { status: 404, code: 'category.not_found' })
  t.equal((await partner.get('/v1/categories?parentId=x')).statusCode, 422)
})

t.test('a supplier: what 1688 says of it, and what our warehouse found once it saw enough', async (t) => {
  server.world.ofSeller.set('BBBopen', {
    items: [{ ...bareHit, offerId: lamp.offerId }],
    page: 1,
    pageSize: 20,
    total: 41,
    totalPages: 3,
    language: 'en',
  })
  server.world.quality = { inspectedUnits: 1000, failedUnits: 18 }
  const answer = await partner.get('/v1/suppliers/sup_BBBopen')
  t.equal(answer.statusCode, 200)
  t.same(answer.json(), {
    ...{ object: 'supplier', id: 'sup_BBBopen', name: '某厂', scores, labels: ['super_factory'], productCount: 41 },
    inspection: { failPercent: 1.8 },
    ...{ asOf: server.clock.now().toISOString(), warnings: [] },
  })
  t.match(answer.headers.etag, /^"[^"]+"$/)
  t.match((await partner.get('/v1/suppliers/sup_none')).json(), { status: 404, code: 'supplier.not_found' })
  t.match((await partner.get('/v1/suppliers/BBBopen')).json(), { status: 404, code: 'resource.not_found' })
})

t.test('what a supplier sells, by pages; a cursor of one supplier is none of another', async (t) => {
  server.world.ofSeller.set('BBBpaged', { items: [bareHit], page: 1, pageSize: 1, total: 3, totalPages: 3, language: 'en' })
  const first = await partner.get('/v1/suppliers/sup_BBBpaged/products?limit=1&lang=ja')
  t.match(first.json(), { data: [{ id: 'prd_7' }], hasMore: true })
  t.match(server.world.askedOfSeller.at(-1), { sellerOpenId: 'BBBpaged', page: 1, pageSize: 1, language: 'ja' })
  const { nextCursor } = first.json()
  await partner.get(`/v1/suppliers/sup_BBBpaged/products?limit=1&lang=ja&cursor=${nextCursor}`)
  t.equal(server.world.askedOfSeller.at(-1)?.page, 2)
  t.equal((await partner.get(`/v1/suppliers/sup_BBBopen/products?limit=1&lang=ja&cursor=${nextCursor}`)).json().code, 'cursor.invalid')
  t.match((await partner.get('/v1/suppliers/sup_none/products')).json(), { status: 404, code: 'supplier.not_found' })
  t.same((await partner.get('/v1/suppliers/sup_none/products?keyword=lamp')).json().data, [], 'no hit is an answer')
  t.same((await partner.get('/v1/suppliers/sup_none/products?filter=shipsToday')).json().data, [], 'with a filter neither')
})

t.test('what a supplier sells is narrowed as a search is, and the narrowed pages are pages of their own', async (t) => {
  server.world.ofSeller.set('BBBnarrow', { items: [bareHit], page: 1, pageSize: 1, total: 3, totalPages: 3, language: 'en' })
  const listing = '/v1/suppliers/sup_BBBnarrow/products?limit=1&currency=CNY'
  const narrowed = `${listing}&categoryId=1031910&priceMin=500&priceMax=9900&filter=shipsToday&filter=returnsIn7Days&sort=-monthlySales`
  const first = await partner.get(narrowed)
  t.equal(first.statusCode, 200, first.body)
  t.match(server.world.askedOfSeller.at(-1), {
    categoryId: '1031910',
    priceFromFen: 500n,
    priceToFen: 9900n,
    filters: ['shipsToday', 'returnsIn7Days'],
    sort: { by: 'monthlySales', direction: 'desc' },
  })
  const asked = server.world.askedOfSeller.length
  await partner.get(listing)
  t.equal(server.world.askedOfSeller.length, asked + 1, 'the whole listing is another answer')
  t.notOk('filters' in (server.world.askedOfSeller.at(-1) ?? {}))
  t.equal((await partner.get(`${listing}&cursor=${first.json().nextCursor}`)).json().code, 'cursor.invalid')
  t.equal((await partner.get(`${listing}&sort=cheapest`)).json().code, 'request.validation_failed')
})

t.test('a pasted link names a product, or is refused with the reason', async (t) => {
  const before = server.world.reads
  const resolve = (text: string) => partner.post('/v1/product-links/resolve', { text })
  const answer = await resolve('看看 https://m.1688.com/offer/612345678901.html')
  t.equal(answer.statusCode, 200)
  t.same(answer.json(), { object: 'productLink', productId: `prd_${lamp.offerId}` })
  const refused = { status: 422, code: 'product.link_not_recognised' }
  t.match((await resolve('https://qr.1688.com/s/AbCd12')).json(), { ...refused, reason: 'shortLink' })
  t.match((await resolve('https://item.taobao.com/item.htm?id=612345678901')).json(), { ...refused, reason: 'otherSite' })
  t.equal((await resolve('')).json().code, 'request.validation_failed')
  t.equal(server.world.reads, before, '1688 is not asked')
})
