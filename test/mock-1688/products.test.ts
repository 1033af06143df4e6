import sharp from 'sharp'
import t from 'tap'
import { generateProduct } from '../../src/mock-1688/catalogue/generate-product.ts'
import { indexOfOffer, offerIdAt } from '../../src/mock-1688/catalogue/offer-id.ts'
import { MockClient, type Wire } from './mock-client.ts'

const client = await MockClient.start()
t.teardown(() => client.mock.close())

const search = async (param: Wire): Promise<{ totalRecords: number; totalPage: number; data: Wire[] }> => {
  const query = { keyword: '', beginPage: 1, pageSize: 20, country: 'en', ...param }
  const { body } = await client.xyt('product.search.keywordQuery', { offerQueryParam: JSON.stringify(query) })
  return (body.result as Wire).result as { totalRecords: number; totalPage: number; data: Wire[] }
}

const detailOf = async (offerId: string, country = 'en'): Promise<Wire> => {
  const { body } = await client.xyt('product.search.queryProductDetail', {
    offerDetailParam: `{"offerId":${offerId},"country":"${country}","currency":"USD"}`,
  })
  return (body.result as Wire).result as Wire
}

t.test('a product is the same whenever it is made, also far beyond the catalogue', async (t) => {
  for (const index of [0, 7, 599, 1_000_000]) t.strictSame(generateProduct(index), generateProduct(index))
  t.equal(indexOfOffer(offerIdAt(999_999), 1_000_000), 999_999)
  t.equal(indexOfOffer(offerIdAt(600), 600), null)
  t.equal(indexOfOffer('610000000038', 600), null)
})

t.test('the catalogue holds every kind of product a client must survive', async (t) => {
  const all = Array.from({ length: 600 }, (_, index) => generateProduct(index))
  t.equal(new Set(all.map((product) => product.seller.openId)).size, 40)
  t.strictSame([...new Set(all.map((product) => product.quoteType))].sort(), [0, 1, 2])
  for (const quirk of ['soldOut', 'expired', 'zeroPrice', 'noTradeMode', 'noWeight', 'freightByAgreement'])
    t.ok(
      all.some((product) => product.quirk === quirk),
      quirk,
    )
  t.ok(all.some((product) => product.batchNumber !== null))
  t.ok(all.every((product) => new Set(product.skus.map((sku) => sku.specId)).size === product.skus.length))
  const ids = all.flatMap((product) => product.skus.map((sku) => sku.skuId))
  t.equal(new Set(ids).size, ids.length, 'sku ids are globally unique')
})

t.test('search finds by Chinese and by translated words', async (t) => {
  for (const [keyword, country] of [
    ['连衣裙', 'en'],
    ['dress', 'en'],
    ['ワンピース', 'ja'],
    ['원피스', 'ko'],
    ['夏季新款连衣裙', 'en'],
  ] as const) {
    const page = await search({ keyword, country })
    t.ok(page.totalRecords > 0, keyword)
  }
  const japanese = await search({ keyword: '连衣裙', country: 'ja' })
  t.match(japanese.data[0]?.subjectTrans, /ワンピース/)
  t.equal(
    (await search({ keyword: 'dress', keywordTranslate: true })).totalRecords,
    0,
    'a keyword said to be Chinese is not looked up translated',
  )
  t.equal((await search({ keyword: 'zzzz-nothing' })).totalRecords, 0)
})

t.test('search filters, sorts and pages', async (t) => {
  const whole = await search({ pageSize: 50 })
  t.equal(whole.totalPage, Math.ceil(whole.totalRecords / 50))
  const prices = (page: { data: Wire[] }): number[] => page.data.map((card) => Number((card.priceInfo as Wire).price))
  const cheap = prices(await search({ sort: '{"price":"asc"}' }))
  t.strictSame(
    cheap,
    [...cheap].sort((a, b) => a - b),
  )
  const sold = (await search({ sort: '{"monthSold":"desc"}' })).data.map((card) => Number(card.monthSold))
  t.strictSame(
    sold,
    [...sold].sort((a, b) => b - a),
  )
  t.ok(prices(await search({ priceStart: '20', priceEnd: '30' })).every((price) => price >= 20 && price <= 30))
  t.ok((await search({ filter: 'isOnePsale,shipIn24Hours' })).data.every((card) => card.isOnePsale === true))
  t.ok((await search({ categoryId: 10570 })).data.every((card) => card.topCategoryId === 10570))
  const two = await search({ categoryIdList: '10570,10671', pageSize: 50 })
  t.ok(two.data.every((card) => card.topCategoryId === 10570 || card.topCategoryId === 10671))
  t.equal((await search({ beginPage: 9999 })).data.length, 0)
})

t.test('a missing member is a business error of family A', async (t) => {
  const { status, body } = await client.xyt('product.search.keywordQuery', {
    offerQueryParam: '{"beginPage":1,"pageSize":20,"country":"en"}',
  })
  t.equal(status, 200)
  t.match(body, { result: { success: false, code: '400', result: null } })
  t.equal((await client.xyt('product.search.keywordQuery', { offerQueryParam: '{oops' })).body.error_code, 'gw.ParamInvalid')
})

t.test('the detail speaks the language asked for and English when it has none', async (t) => {
  const product = await client.buyable()
  const english = await detailOf(product.offerId)
  t.equal(english.subject, product.title.zh)
  t.equal(english.subjectTrans, product.title.en)
  t.equal((await detailOf(product.offerId, 'ko')).subjectTrans, product.title.ko)
  t.equal((await detailOf(product.offerId, 'vi')).subjectTrans, product.title.en)
  t.type(english.isSelect, 'string')
  const [sku] = english.productSkuInfos as Wire[]
  t.match(sku, { price: /^\d+\.\d\d$/, foreignCurrencyPrice: /^\d+\.\d\d$/, specId: /^[0-9a-f]{32}$/ })
})

t.test('the three kinds of quote', async (t) => {
  for (const quoteType of [0, 1, 2]) {
    const [product] = await client.products(`quoteType=${quoteType}&limit=1`)
    const detail = await detailOf(String(product?.offerId))
    const skus = detail.productSkuInfos as Wire[]
    const sale = detail.productSaleInfo as { quoteType: number; priceRangeList: Wire[] }
    t.equal(sale.quoteType, quoteType)
    t.equal(skus.length === 0, quoteType === 0)
    t.equal(
      skus.every((sku) => sku.price === null),
      quoteType !== 1,
    )
    t.equal(sale.priceRangeList.length, quoteType === 1 ? 1 : 3)
  }
})

t.test('a changed, short or delisted product shows in the detail', async (t) => {
  const product = await client.buyable()
  const [sku] = product.skus
  await client.control(`/control/products/${product.offerId}/price`, { specId: sku?.specId, priceFen: 4242 })
  await client.control(`/control/products/${product.offerId}/stock`, { specId: sku?.specId, quantity: 7 })
  const [changed] = (await detailOf(product.offerId)).productSkuInfos as Wire[]
  t.match(changed, { price: '42.42', amountOnSale: 7 })
  await client.control(`/control/products/${product.offerId}/delist`, {})
  t.equal((await detailOf(product.offerId)).status, 'member deleted')
  t.equal((await search({ keyword: product.offerId })).totalRecords, 0)
  await client.control(`/control/products/${product.offerId}/relist`, {})
})

t.test('an unknown product is a business error', async (t) => {
  const { body } = await client.xyt('product.search.queryProductDetail', { offerDetailParam: '{"offerId":1,"country":"en"}' })
  t.match(body, { result: { success: false } })
})

t.test("the seller's products, recommendations and related ones", async (t) => {
  const product = await client.buyable()
  const list = await client.xyt('product.search.querySellerOfferList', {
    offerQueryParam: JSON.stringify({ sellerOpenId: product.seller.openId, country: 'en', beginPage: 1, pageSize: 50 }),
  })
  const page = (list.body.result as Wire).result as { totalRecords: number; data: Wire[] }
  t.ok(page.totalRecords >= 13)
  t.type(page.data[0]?.isSelect, 'string')
  const recommended = await client.xyt('product.search.offerRecommend', {
    recommendOfferParam: '{"country":"en","beginPage":1,"pageSize":5,"outMemberId":"m"}',
  })
  t.ok(Array.isArray((recommended.body.result as Wire).result), 'an array, not a page')
  const related = await client.xyt('product.related.recommend', {
    relatedQueryParams: `{"offerId":${product.offerId},"pageNo":1,"pageSize":5,"language":"en"}`,
  })
  t.ok(((related.body.result as Wire).result as unknown[]).length > 0)
})

t.test('categories in three levels', async (t) => {
  const at = async (categoryId: string): Promise<Wire> =>
    ((await client.xyt('category.translation.getById', { language: 'ja', categoryId })).body.result as Wire).result as Wire
  const root = await at('0')
  t.equal((root.children as Wire[]).length, 10)
  const apparel = await at('10166')
  t.equal(apparel.translatedName, 'アパレル')
  t.equal(apparel.leaf, 'false')
  const leaf = await at('1031919')
  t.equal(leaf.leaf, true)
  t.equal(leaf.children, null)
  t.match((await client.xyt('category.translation.getById', { language: 'ja', categoryId: '5' })).body, { result: { success: false } })
  const found = await client.xyt('category.translation.getByKeyword', { language: 'en', cateName: 'mug' })
  t.match((found.body.result as Wire).result, [{ chineseName: '马克杯' }])
})

t.test('the freight estimate is yuan as text', async (t) => {
  const product = await client.buyable()
  const { body } = await client.xyt('product.freight.estimate', {
    productFreightQueryParamsNew: `{"offerId":${product.offerId},"toProvinceCode":"330000","toCityCode":"330100","toCountryCode":"330108","totalNum":5}`,
  })
  t.match((body.result as Wire).result, { freight: /^\d+\.\d\d$/, freePostage: Boolean })
})

t.test('pictures', async (t) => {
  const [card] = (await search({})).data
  const url = String(card?.imageUrl)
  t.ok(url.startsWith(client.mock.publicUrl))
  await t.test('are drawn, in the size asked for, and cached', async (t) => {
    const full = await fetch(url)
    t.equal(full.headers.get('content-type'), 'image/jpeg')
    t.match(await sharp(Buffer.from(await full.arrayBuffer())).metadata(), { width: 800, height: 800, format: 'jpeg' })
    const small = await fetch(url.replace('.jpg', '.80x80.png'))
    t.match(await sharp(Buffer.from(await small.arrayBuffer())).metadata(), { width: 80, height: 80, format: 'png' })
    t.equal((await fetch(url.replace(/\d+\/1\.jpg/, '1/1.jpg'))).status, 404)
  })
  await t.test('found by an uploaded picture, with success as text', async (t) => {
    const bytes = Buffer.from(await (await fetch(url)).arrayBuffer())
    const upload = await client.xyt('product.image.upload', { uploadImageParam: JSON.stringify({ imageBase64: bytes.toString('base64') }) })
    const { success, result: imageId } = upload.body.result as Wire
    t.equal(success, 'true')
    t.match(imageId, /^\d{18}$/)
    const query = `{"imageId":"${imageId}","beginPage":1,"pageSize":10,"country":"en"}`
    const { body } = await client.xyt('product.search.imageQuery', { offerQueryParam: query })
    t.equal((body.result as Wire).success, 'true')
    const payload = (body.result as Wire).result as { data: Wire[]; picRegionInfo: Wire }
    t.equal(payload.data[0]?.offerId, card?.offerId, 'the product itself comes first')
    t.ok(payload.picRegionInfo.currentRegion)
  })
  await t.test('found by the address of a picture of ours; nothing by another', async (t) => {
    const by = async (imageAddress: string): Promise<Wire> =>
      (
        await client.xyt('product.search.imageQuery', {
          offerQueryParam: JSON.stringify({ imageAddress, beginPage: 1, pageSize: 10, country: 'en' }),
        })
      ).body.result as Wire
    t.match(await by(url), { success: 'true' })
    t.match(await by('https://example.com/x.jpg'), { success: 'false' })
  })
  await t.test('an unreadable upload is image id 0', async (t) => {
    const { body } = await client.xyt('product.image.upload', { uploadImageParam: '{"imageBase64":"AAAA"}' })
    t.equal((body.result as Wire).result, '0')
  })
})
