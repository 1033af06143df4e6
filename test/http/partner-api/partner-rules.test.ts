import t from 'tap'
import type { CatalogueRules } from '../../../src/domain/catalogue/catalogue-rules.ts'
import { lamp, scores } from './lamp.ts'
import { openPartnerServer } from './partner-server.ts'

const server = await openPartnerServer(t)
const { world } = server
const open: CatalogueRules = { blockedCategoryIds: [], blockedBrands: [], blockedSupplierIds: [], markupBps: 0, isMarkupShown: true }
const chair = {
  ...lamp,
  offerId: '700000000001',
  title: { zh: '椅子', translated: 'Chair' },
  categoryIds: ['20', '2034'],
  seller: { ...lamp.seller, openId: 'CCC' },
}
const hitOf = ({ offerId, title, categoryIds }: typeof lamp) => ({
  ...{ offerId, language: 'en', title, imageUrl: null, priceFen: 1800n, promotionPriceFen: null, minOrderQuantity: 2, soldLast30Days: 5 },
  ...{
    repurchasePercent: null,
    tradeScore: null,
    sellerScores: scores,
    labels: lamp.labels,
    sellerIdentities: [],
    categoryIds,
    sellerName: null,
  },
})
for (const product of [lamp, chair]) world.products.set(product.offerId, product)
const page = { items: [hitOf(lamp), hitOf(chair)], page: 1, pageSize: 20, total: 2, totalPages: 1, language: 'en' }
world.page = page
world.similar = page
world.ofSeller.set('BBBopen', page)
world.ofSeller.set('CCC', page)
const LAMP = `prd_${lamp.offerId}`
const CHAIR = `prd_${chair.offerId}`
const LISTINGS = ['/v1/products?keyword=x', `/v1/products/${CHAIR}/similar`, '/v1/suppliers/sup_CCC/products']
const idsOf = (answer: { json(): { data: { id: string }[] } }) => answer.json().data.map((hit) => hit.id)

const blocks: [string, Partial<CatalogueRules>][] = [
  ['category', { blockedCategoryIds: ['10'] }],
  ['brand', { blockedBrands: ['台灯'] }],
  ['seller', { blockedSupplierIds: ['sup_BBBopen'] }],
]
for (const [what, rules] of blocks) {
  t.test(`goods of a blocked ${what} do not exist for the partner, in no answer`, async (t) => {
    const free = await server.newPartner()
    const partner = await server.newPartner({ catalogueRules: { ...open, ...rules } })
    const missing = await partner.get('/v1/products/prd_1')
    const hidden = await partner.get(`/v1/products/${LAMP}`)
    t.equal(hidden.statusCode, 404)
    t.same(
      { ...hidden.json(), requestId: '', instance: '' },
      { ...missing.json(), requestId: '', instance: '' },
      'the very 404 of a missing one',
    )
    t.equal((await partner.get(`/v1/products/${LAMP}/similar`)).statusCode, 404)
    t.equal((await partner.get(`/v1/products/${CHAIR}`)).statusCode, 200)
    for (const url of LISTINGS) t.strictSame(idsOf(await partner.get(url)), [CHAIR], url)
    t.strictSame(idsOf(await partner.post('/v1/product-image-searches', { imageBase64: 'AAAA' })), [CHAIR])
    // Somebody else's rules, and bytes somebody else has asked for, change nothing.
    for (const url of LISTINGS) t.strictSame(idsOf(await free.get(url)), [LAMP, CHAIR], url)
    t.equal((await free.get(`/v1/products/${LAMP}`)).statusCode, 200)
  })
}

t.test('a blocked seller is no supplier, a blocked category no branch of the tree', async (t) => {
  const partner = await server.newPartner({ catalogueRules: { ...open, blockedSupplierIds: ['sup_BBBopen'], blockedCategoryIds: ['10'] } })
  t.match((await partner.get('/v1/suppliers/sup_BBBopen')).json(), { status: 404, code: 'supplier.not_found' })
  t.match((await partner.get('/v1/suppliers/sup_BBBopen/products')).json(), { status: 404, code: 'supplier.not_found' })
  const node = (categoryId: string, parentId: string | null, children: string[]) => ({
    ...{ categoryId, name: { zh: categoryId, translated: null }, parentId, level: 1, isLeaf: false },
    children: children.map((child) => ({
      categoryId: child,
      name: { zh: child, translated: null },
      parentId: categoryId,
      level: 2,
      isLeaf: true,
      children: [],
    })),
  })
  for (const category of [node('0', null, ['10', '20']), node('10', '0', ['1034']), node('1034', '10', ['9']), node('20', '0', ['21'])]) {
    world.categories.set(category.categoryId, category)
  }
  t.strictSame(idsOf(await partner.get('/v1/categories')), ['20'])
  for (const parentId of ['10', '1034']) t.equal((await partner.get(`/v1/categories?parentId=${parentId}`)).statusCode, 404, parentId)
  t.strictSame(idsOf(await partner.get('/v1/categories?parentId=20')), ['21'])
})

t.test('a markup is in the price shoppers see, shown or hidden, and in no filter', async (t) => {
  const shown = await server.newPartner({ catalogueRules: { ...open, markupBps: 1_000 } })
  const hidden = await server.newPartner({ catalogueRules: { ...open, markupBps: 1_000, isMarkupShown: false } })
  const url = `/v1/products/${LAMP}?currency=USD`
  t.match((await shown.get(url)).json(), {
    markupBps: 1_000,
    skus: [{ tiers: [{ price: { cny: { amount: 1800 }, display: { amount: 278 } } }] }],
    mixedBatch: { minAmount: { amount: 1404 } },
  })
  const secret = await hidden.get(url)
  t.match(secret.json(), { markupBps: null, skus: [{ tiers: [{ price: { cny: null, display: { amount: 278 } } }] }] })
  t.notMatch(secret.body, /1800/)
  t.match((await hidden.get('/v1/products?keyword=x&currency=CNY')).json().data[0].price, {
    cny: null,
    display: { amount: 1980, currency: 'CNY' },
  })
  await hidden.get('/v1/products?keyword=x&currency=CNY&priceMax=1980')
  t.equal(world.asked.at(-1)?.priceToFen, 1800n, 'the filter means what the shopper sees')
})

t.test('a quote made before its goods were blocked makes no order any more', async (t) => {
  const buyer = await server.newPartner()
  const quote = (await buyer.post('/v1/quotes', { lines: [{ productId: 'prd_9', quantity: 1 }] })).json()
  const now = await server.newPartner({ partnerId: buyer.tenant.partnerId, catalogueRules: { ...open, blockedSupplierIds: ['sup_BBBxx'] } })
  t.match((await now.post('/v1/orders', { quoteId: quote.id })).json(), { status: 409, code: 'quote.not_orderable' })
  t.equal((await buyer.post('/v1/orders', { quoteId: quote.id })).statusCode, 201)
})
