import fc from 'fast-check'
import t from 'tap'
import { SHIPPED_RATE_BOOK } from '../../../src/domain/quotes/reference-rates.ts'
import type { Product } from '../../../src/domain/upstream/product.ts'
import { createCursors } from '../../../src/http/pagination.ts'
import { createProductAnswers } from '../../../src/http/partner-api/products/product-answers.ts'
import { generateProduct } from '../../../src/mock-1688/catalogue/generate-product.ts'
import type { Product as Listed, Sku, Tier } from '../../../src/mock-1688/catalogue/product.ts'
import type { Word } from '../../../src/mock-1688/catalogue/vocabulary/word.ts'
import { createManualClock } from '../../../src/platform/clock.ts'
import { createGateway } from '../../upstream/gateway.ts'
import { createMockWorld } from '../../upstream/mock-world.ts'
import { keepEverything } from './catalogue-world.ts'
import '../../support/seeded-properties.ts'

const CATALOGUE = 1_000_000
/** Traits that trouble clients recur every fifty products. */
const QUIRKS = [7, 17, 23, 27, 33, 37, 47]
const LAST = CATALOGUE - 1
const clock = createManualClock(new Date('2026-11-01T00:00:00Z'))

type Language = 'en' | 'ja' | 'ko'
type GetProduct = (offerId: string, language: string) => Promise<Product | undefined>

/** The answer a partner gets, read back from its bytes. */
function reading(getProduct: GetProduct) {
  const said = <Value>(value: Value) => ({ value, asOf: clock.now(), trouble: null, isOvertaken: () => false })
  const unasked = () => Promise.reject(new Error('not asked for'))
  const answers = createProductAnswers({
    catalogueFor: () => ({
      getProduct: async (offerId, language) => {
        const product = await getProduct(offerId, language)
        return product && said(product)
      },
      ...{ searchProducts: unasked, searchByImage: unasked, relatedProducts: unasked },
    }),
    cache: keepEverything(),
    cursors: createCursors('a secret of at least 32 characters'),
    ...{ clock, rates: SHIPPED_RATE_BOOK },
  })
  return async (offerId: string, language: string) => {
    const view = { rules: null, variant: '' }
    const { bytes } = await answers.product({ livemode: false, productId: `prd_${offerId}`, language, currency: 'USD', view })
    return JSON.parse(Buffer.from(bytes).toString())
  }
}

/** A price as it must be shown: to the fen, and in dollars at 0.1404, half a cent up. */
function shown(fen: number) {
  return { cny: { amount: fen, currency: 'CNY' }, display: { amount: Math.floor((fen * 1404 * 2 + 10_000) / 20_000), currency: 'USD' } }
}

/** What is asked now, and what was asked before while a promotion runs. */
function prices({ priceFen, listPriceFen }: Pick<Tier, 'priceFen' | 'listPriceFen'>) {
  return { price: shown(priceFen), listPrice: priceFen < listPriceFen ? shown(listPriceFen) : null }
}

const tierOf = (tier: Tier) => ({ fromQuantity: tier.startQuantity, ...prices(tier) })
const said = (language: Language) => (one: { name: Word; value: Word }) => ({
  ...{ name: one.name[language], nameZh: one.name.zh },
  ...{ value: one.value[language], valueZh: one.value.zh },
})

/** What the answer must say of a product, from what the mock made. */
function expected(listed: Listed, language: Language, url: string) {
  const tiers = listed.tiers.map(tierOf)
  const skuTiers = (sku: Sku) => (listed.quoteType === 2 ? tiers : [{ fromQuantity: 1, ...prices(sku) }])
  const picture = (name: string) => `${url}/img/${listed.offerId}/${name}.jpg`
  return {
    id: `prd_${listed.offerId}`,
    language,
    title: listed.title[language],
    titleZh: listed.title.zh,
    categoryId: String(listed.kind.id),
    unit: listed.kind.unit[language],
    imageUrls: Array.from({ length: listed.pictures }, (_, at) => picture(String(at + 1))),
    attributes: listed.attributes.map(said(language)),
    skus: listed.skus.map((sku) => ({
      id: `sku_${sku.specId}`,
      attributes: sku.attributes.map(said(language)),
      tiers: skuTiers(sku),
      stock: sku.stock,
      imageUrl: sku.attributes.flatMap(({ picture: path }) => (path === null ? [] : [`${url}${path}`]))[0] ?? null,
      weightGrams: listed.quirk === 'noWeight' ? null : sku.grams,
    })),
    tiers: listed.quoteType === 1 ? [] : tiers,
    stock: listed.stock,
    minOrderQuantity: listed.minOrderQuantity,
    batchNumber: listed.batchNumber,
    soldCount: listed.sold,
    sellerName: listed.seller.companyName,
    orderable: listed.status === 'published' && listed.stock > 0,
    weightGrams: listed.quirk === 'noWeight' ? null : listed.grams,
  }
}

type Answered = Record<string, unknown> & { skus: { measures: { weightGrams: number | null } }[] } & {
  measures: { weightGrams: number | null }
  seller: { name: string }
}

/** The same of the answer. */
function answered(answer: Answered, like: ReturnType<typeof expected>) {
  const skus = answer.skus.map(({ measures, ...sku }) => ({ ...sku, weightGrams: measures.weightGrams }))
  const flat: Record<string, unknown> = { ...answer, skus, sellerName: answer.seller.name, weightGrams: answer.measures.weightGrams }
  return Object.fromEntries(Object.keys(like).map((name) => [name, flat[name]]))
}

t.test('whatever the mock can list reaches the partner whole', async (t) => {
  const world = await createMockWorld({ products: CATALOGUE })
  t.teardown(() => world.close())
  const read = reading(world.upstream.getProduct)
  const seen = new Set<string>()
  const property = fc.asyncProperty(fc.nat(LAST), fc.constantFrom<Language>('en', 'ja', 'ko'), async (index, language) => {
    const listed = generateProduct(index)
    seen.add(String(listed.quirk)).add(`quoteType ${listed.quoteType}`)
    const wanted = expected(listed, language, world.url)
    const found = answered(await read(listed.offerId, language), wanted)
    if (!t.strictSame(found, wanted, `product ${index}`)) throw new Error(`product ${index} in ${language}`)
  })
  const troubling = QUIRKS.flatMap((quirk) => [quirk, 500_000 + quirk, LAST - 49 + quirk])
  const examples = [0, LAST, ...troubling].map((index): [number, Language] => [index, 'en'])
  await fc.assert(property, { numRuns: 150 + examples.length, examples })
  t.equal(seen.size, QUIRKS.length + 1 + 3, 'every trait and every way to price was met')
})

t.test('prices and stock that changed since', async (t) => {
  const world = await createMockWorld({ products: CATALOGUE })
  t.teardown(() => world.close())
  const read = reading(world.upstream.getProduct)
  type View = { skus: { specId: string; priceFen: number; stock: number }[]; stock: number }
  for (const index of [1, 2, 3, 777_777].filter((at) => generateProduct(at).quoteType === 1)) {
    const { offerId, skus } = generateProduct(index)
    await world.control(`/products/${offerId}/price`, { percent: 137 })
    await world.control(`/products/${offerId}/stock`, { specId: skus[0]?.specId, quantity: 3_000_000_000 })
    const view = (await world.control(`/products/${offerId}`, {}, 'GET')) as View
    const answer = await read(offerId, 'en')
    t.strictSame([answer.stock, answer.skus.length], [view.stock, view.skus.length])
    for (const [at, sku] of view.skus.entries()) {
      t.match(answer.skus[at], { id: `sku_${sku.specId}`, stock: sku.stock, tiers: [{ price: shown(sku.priceFen) }] }, `${index}/${at}`)
    }
  }
})

t.test('ids of 64 bits keep every digit', async (t) => {
  const id = fc.bigInt({ min: 1n, max: 2n ** 63n - 1n })
  const property = fc.asyncProperty(id, id, id, async (offerId, skuId, categoryId) => {
    const { upstream, on } = createGateway()
    t.teardown(() => upstream.close())
    const spec = 'b266e0726506185beaf205cbae88530d'
    const sku = `{"skuId":${skuId},"specId":"${spec}","amountOnSale":5,"price":"18.05","skuAttributes":[]}`
    const shipping = `{"weight":9,"skuShippingDetails":[{"skuId":"${skuId}","weight":0.25}]}`
    on(
      'product.search.queryProductDetail',
      `{"result":{"success":true,"code":"200","result":{"offerId":${offerId},"categoryId":${categoryId},"status":"published",
        "productSkuInfos":[${sku}],"productSaleInfo":{"quoteType":1},"productShippingInfo":${shipping}}}}`,
    )
    const answer = await reading(upstream.getProduct)(String(offerId), 'en')
    const measured = answer.skus[0].measures.weightGrams
    t.strictSame(
      [answer.id, answer.categoryId, measured],
      [`prd_${offerId}`, String(categoryId), 250],
      'the variant is found by its number',
    )
  })
  await fc.assert(property, { numRuns: 40, examples: [[2n ** 63n - 1n, 2n ** 53n + 1n, 9_007_199_254_740_993n]] })
})
