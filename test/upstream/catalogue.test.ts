import t from 'tap'
import { priceFor } from '../../src/domain/upstream/price-for.ts'
import { createGateway, expectedSignature } from './gateway.ts'

const SEARCH = 'product.search.keywordQuery'
const DETAIL = 'product.search.queryProductDetail'

const nested = (payload: string, code = '"200"'): string =>
  `{"result":{"success":true,"code":${code},"message":null,"result":${payload},"class":"com.alibaba.Result"},"class":"x"}`

const page = `{"totalRecords":2000,"totalPage":100,"pageSize":20,"currentPage":1,"class":"com.alibaba.Page",
 "data":[{"offerId":612345678901,"subject":"夏季纯棉T恤","subjectTrans":"Summer cotton T-shirt","imageUrl":"https://cbu01.alicdn.com/a.jpg",
  "isJxhy":false,"isOnePsale":true,"minOrderQuantity":2,"monthSold":1520,"repurchaseRate":"18%","tradeScore":"4.8",
  "priceInfo":{"price":"18.00","consignPrice":"18.50","promotionPrice":null},"sellerIdentities":["super_factory"],"offerIdentities":["select"],
  "sellerDataInfo":{"tradeMedalLevel":"4","compositeServiceScore":"4.5","repeatPurchasePercent":"52.48%"},
  "productSimpleShippingInfo":{"shippingTimeGuarantee":"shipIn48Hours"},"topCategoryId":10166,"secondCategoryId":1031919,"thirdCategoryId":null}]}`

const sku = (extra: string): string =>
  `{"skuId":5403412737023,"specId":"b266e0726506185beaf205cbae88530d","amountOnSale":980,${extra}"cargoNumber":"T-01-W-M",
   "skuAttributes":[{"attributeId":3216,"attributeName":"颜色","attributeNameTrans":"Color","value":"白色","valueTrans":"White","skuImageUrl":"https://cbu01.alicdn.com/w.jpg"}]}`

const detail = (parts: { skus?: string; sale?: string; more?: string } = {}): string => `{
 "offerId":612345678901,"categoryId":1031910,"categoryName":null,"subject":"夏季纯棉T恤","subjectTrans":"Summer cotton T-shirt",
 "description":"<p></p>","productImage":{"images":["https://cbu01.alicdn.com/a.jpg",null],"whiteImage":null},
 "productAttribute":[{"attributeId":"287","attributeName":"材质","value":"棉","attributeNameTrans":"Material","valueTrans":"Cotton"}],
 "productSkuInfos":[${parts.skus ?? sku('"price":"18.0",')}],
 "productSaleInfo":${parts.sale ?? '{"amountOnSale":980,"quoteType":1,"priceRangeList":[{"startQuantity":2,"price":"18.0"}],"unitInfo":{"unit":"件","transUnit":"piece"}}'},
 "productShippingInfo":{"sendGoodsAddressText":"广东省 广州市","weight":0.25,"length":null,"shippingTimeGuarantee":"shipIn48Hours","skuShippingInfoList":[],
   "skuShippingDetails":[{"skuId":"5403412737023","length":30,"width":20.5,"height":2,"weight":0.25,"pkgSizeSource":"商家自填"}]},
 "minOrderQuantity":2,"batchNumber":null,"sellerMixSetting":{"generalHunpi":true,"mixAmount":300,"mixNumber":10},
 "status":"published","soldOut":"3120","sellerOpenId":"BBBxxxxxxxx","isSelect":"true",
 "tagInfoList":[{"key":"isOnePsale","value":true},{"key":"1688_yx","value":"false"}],"offerIdentities":["select"],"tradeScore":"4.8"${parts.more ?? ''}}`

t.test('a search is signed as it is sent, each JSON parameter once', async (t) => {
  const { upstream, on, calls } = createGateway()
  on(SEARCH, nested(page))
  await upstream.searchProducts({
    keyword: '连衣裙 & "más"',
    language: 'es-MX',
    page: 3,
    pageSize: 500,
    sort: { by: 'repurchaseRate', direction: 'desc' },
    filters: ['shipsIn48Hours', 'certifiedFactory'],
    priceFromFen: 1005n,
    priceToFen: 20000n,
    categoryId: '1031910',
    keywordIsChinese: true,
  })
  const call = calls[0]
  t.equal(call?.path, '/openapi/param2/1/com.alibaba.fenxiao.crossborder/product.search.keywordQuery/1000000')
  t.equal(call?.form._aop_signature, call && expectedSignature(call))
  t.equal(call?.form.access_token, 'tok-0001')
  t.equal(call?.form._aop_timestamp, String(new Date('2026-10-10T08:00:00Z').getTime()))
  t.strictSame(JSON.parse(call?.form.offerQueryParam ?? ''), {
    keyword: '连衣裙 & "más"',
    country: 'es',
    beginPage: 3,
    pageSize: 50,
    filter: 'shipIn48Hours,certifiedFactory',
    sort: '{"rePurchaseRate":"desc"}',
    priceStart: '10.05',
    priceEnd: '200.00',
    categoryId: 1031910,
    keywordTranslate: true,
  })
})

t.test('a page of hits comes in our words', async (t) => {
  const { upstream, on } = createGateway()
  on(SEARCH, nested(page))
  const found = await upstream.searchProducts({ keyword: 'shirt', language: 'en', page: 1, pageSize: 20 })
  t.match(found, { page: 1, pageSize: 20, total: 2000, totalPages: 100, language: 'en' })
  t.match(found.items[0], {
    offerId: '612345678901',
    title: { zh: '夏季纯棉T恤', translated: 'Summer cotton T-shirt' },
    priceFen: 1800n,
    promotionPriceFen: null,
    soldLast30Days: 1520,
    repurchasePercent: 18,
    tradeScore: 4.8,
    sellerScores: { medalLevel: 4, composite: 4.5, repeatPurchasePercent: 52.48, dispute: null },
    labels: { tags: ['isOnePsale'], identities: ['super_factory', 'select'], shippingTimeGuarantee: 'shipIn48Hours' },
    categoryIds: ['10166', '1031919'],
  })
})

t.test('family A: every spelling of success is understood', async (t) => {
  for (const body of [
    nested(page),
    nested(page, '"S0000"'),
    nested(page, '"0"'),
    nested(page).replace('"success":true', '"success":"true"'),
    `{"result":{"success":true,${page.slice(1, -1)}}}`,
  ]) {
    const { upstream, on } = createGateway()
    on(SEARCH, body)
    t.equal((await upstream.searchProducts({ keyword: 'x', language: 'en', page: 1, pageSize: 20 })).items.length, 1, body.slice(0, 60))
  }
})

t.test('family A: a refusal on either level is a refusal, also when success is the text "false"', async (t) => {
  for (const body of [
    '{"result":{"success":"false","code":"400_1","message":"no","result":null}}',
    '{"result":{"success":false,"code":"400_1","message":null}}',
    '{"success":false,"code":"400_1","result":{"data":[]}}',
  ]) {
    const { upstream, on, calls } = createGateway()
    on(SEARCH, body)
    await t.rejects(upstream.searchProducts({ keyword: 'x', language: 'en', page: 1, pageSize: 20 }), {
      code: '400_1',
      outcome: 'permanent',
    })
    t.equal(calls.length, 1, 'a refusal is not asked again')
  }
})

t.test('an answer in no documented shape is permanent and names the place, never the value', async (t) => {
  const { upstream, on } = createGateway()
  on(SEARCH, nested('{"data":[{"subject":"13800000000"}]}'))
  const failure = await upstream.searchProducts({ keyword: 'x', language: 'en', page: 1, pageSize: 20 }).catch((error: unknown) => error)
  t.match(failure, { code: 'wire.unexpectedShape', outcome: 'permanent', message: /data\.0\.offerId/ })
  t.notMatch(String(failure), /138000/)
})

t.test('a product comes in our words', async (t) => {
  const { upstream, on, calls } = createGateway()
  on(DETAIL, nested(detail()))
  const product = await upstream.getProduct('612345678901', 'ja')
  t.equal(calls[0]?.form.offerDetailParam, '{"offerId":612345678901,"country":"ja"}')
  t.match(product, {
    offerId: '612345678901',
    language: 'ja',
    imageUrls: ['https://cbu01.alicdn.com/a.jpg'],
    attributes: [{ attributeId: '287', name: { zh: '材质', translated: 'Material' }, value: { zh: '棉', translated: 'Cotton' } }],
    unit: { zh: '件', translated: 'piece' },
    tiers: [],
    stock: 980,
    minOrderQuantity: 2,
    batchNumber: null,
    mixedBatch: { minAmountFen: 30000n, minQuantity: 10 },
    seller: { openId: 'BBBxxxxxxxx' },
    labels: { tags: ['isOnePsale'], shippingTimeGuarantee: 'shipIn48Hours' },
    measures: { weightG: 250, lengthMm: null },
    shipsFrom: '广东省 广州市',
    soldCount: 3120,
    orderable: true,
    notOrderableReason: null,
  })
  t.match(product?.skus[0], {
    specId: 'b266e0726506185beaf205cbae88530d',
    skuId: '5403412737023',
    priceFen: 1800n,
    stock: 980,
    imageUrl: 'https://cbu01.alicdn.com/w.jpg',
    measures: { weightG: 250, lengthMm: 300, widthMm: 205, heightMm: 20, source: 'seller' },
  })
})

t.test('the rule of quoteType is resolved into tiers', async (t) => {
  const ranges = '"priceRangeList":[{"startQuantity":100,"price":"15.5"},{"startQuantity":2,"price":"18.0","promotionPrice":"17"}]'
  const spec = 'b266e0726506185beaf205cbae88530d'
  const load = async (parts: { skus?: string; sale?: string }) => {
    const { upstream, on } = createGateway()
    on(DETAIL, nested(detail(parts)))
    const product = await upstream.getProduct('612345678901', 'en')
    if (!product) throw new Error('no product')
    return product
  }
  const bySku = await load({ sale: `{"quoteType":1,${ranges}}` })
  t.equal(priceFor(bySku, spec, 500), 1800n, '1: a price per SKU, whatever the quantity')
  t.equal(bySku.stock, 980, 'the stock of the SKUs stands in for a missing total')
  const byQuantity = await load({ skus: sku('"price":null,'), sale: `{"amountOnSale":9,"quoteType":2,${ranges}}` })
  t.equal(byQuantity.skus[0]?.priceFen, null)
  t.strictSame(
    [1, 2, 99, 100].map((quantity) => priceFor(byQuantity, spec, quantity)),
    [1800n, 1800n, 1800n, 1550n],
    '2: tiers by quantity',
  )
  t.equal(byQuantity.tiers[0]?.promotionPriceFen, 1700n)
  const plain = await load({ skus: '', sale: `{"amountOnSale":9,"quoteType":0,${ranges}}` })
  t.strictSame(plain.skus, [])
  t.strictSame([priceFor(plain, null, 3), priceFor(plain, null, 100)], [1800n, 1550n], '0: no SKUs, tiers')
  t.equal(priceFor(plain, spec, 3), undefined, 'an unknown spec has no price')
  const unpriced = await load({ skus: sku('"price":null,'), sale: '{"amountOnSale":9,"quoteType":2,"priceRangeList":null}' })
  t.match(unpriced, { orderable: false, notOrderableReason: 'noPrice' })
})

t.test('what cannot be ordered says why', async (t) => {
  const cases: [string, string | null][] = [
    ['"published"', null],
    ['null', null],
    ['"expired"', 'expired'],
    ['"member deleted"', 'deleted'],
    ['"auditing"', 'underReview'],
  ]
  for (const [status, reason] of cases) {
    const { upstream, on } = createGateway()
    on(DETAIL, nested(detail().replace('"status":"published"', `"status":${status}`)))
    t.equal((await upstream.getProduct('612345678901', 'en'))?.notOrderableReason, reason, status)
  }
  const { upstream, on } = createGateway()
  on(DETAIL, nested(detail({ sale: '{"amountOnSale":0,"quoteType":1}' })))
  t.equal((await upstream.getProduct('612345678901', 'en'))?.notOrderableReason, 'outOfStock')
})

t.test('weights: what 1688 measured beats the seller, and the old list is in grams', async (t) => {
  const load = async (shipping: string) => {
    const { upstream, on } = createGateway()
    on(DETAIL, nested(detail().replace(/"productShippingInfo":\{[\s\S]*?\]\},/, `"productShippingInfo":${shipping},`)))
    return (await upstream.getProduct('612345678901', 'en'))?.skus[0]?.measures
  }
  const own = '"skuId":"5403412737023","length":30,"width":20,"height":2'
  t.match(await load(`{"skuShippingDetails":[{${own},"weight":0.2,"officialWeight":0.31,"officialLength":31}]}`), {
    weightG: 310,
    lengthMm: 310,
    widthMm: 200,
    source: 'official',
  })
  t.match(await load(`{"skuShippingDetails":[{${own},"weight":0.2,"pkgSizeSource":"预测"}]}`), { weightG: 200, source: 'predicted' })
  t.match(await load(`{"skuShippingDetails":[{${own},"weight":null,"aiWeight":0.4}]}`), { weightG: 400, source: 'predicted' })
  t.match(await load(`{"weight":9,"skuShippingInfoList":[{"skuId":5403412737023,"weight":250}]}`), { weightG: 250, source: 'unstated' })
  t.match(await load('{"weight":0.25}'), { weightG: 250, source: 'unstated' })
  t.match(await load('null'), { weightG: null, lengthMm: null, source: 'unstated' })
})

t.test('a product that is not there is undefined', async (t) => {
  const { upstream, on, calls } = createGateway()
  on(DETAIL, '{"result":{"success":true,"code":"200","result":null}}', '{"result":{"success":false,"code":"404","message":"x"}}')
  t.equal(await upstream.getProduct('1', 'en'), undefined)
  t.equal(await upstream.getProduct('1', 'en'), undefined)
  t.equal(await upstream.getProduct('../1', 'en'), undefined, 'nor is an id that cannot be one asked for')
  t.equal(calls.length, 2)
})

t.test('images: uploaded, then searched by', async (t) => {
  const { upstream, on, calls } = createGateway()
  on(
    'product.image.upload',
    '{"result":{"success":"true","code":"200","result":"1234567890123456789"}}',
    '{"result":{"success":"true","result":"0"}}',
  )
  on('product.search.imageQuery', nested(page).replace('"success":true', '"success":"true"'))
  const imageId = await upstream.uploadSearchImage(new Uint8Array([1, 2, 3]))
  t.equal(imageId, '1234567890123456789')
  t.equal(calls[0]?.form.uploadImageParam, '{"imageBase64":"AQID"}')
  t.equal((await upstream.searchByImage({ imageId, language: 'en', page: 1, pageSize: 20 })).items.length, 1)
  t.match(JSON.parse(calls[1]?.form.offerQueryParam ?? ''), { imageId, country: 'en' })
  await t.rejects(upstream.uploadSearchImage(new Uint8Array([9])), { code: 'image.unreadable' })
})

t.test('a seller, related products and categories', async (t) => {
  const { upstream, on, calls } = createGateway()
  on('product.search.querySellerOfferList', nested(page.replace('"isOnePsale":true', '"isSelect":"true"')))
  on('product.related.recommend', nested(`[${page.slice(page.indexOf('[') + 1, page.lastIndexOf(']'))}]`))
  on(
    'category.translation.getById',
    nested(
      '{"categoryId":0,"chineseName":null,"leaf":"false","level":0,"children":[{"categoryId":10166,"chineseName":"女装","translatedName":"Women","leaf":true,"children":null}]}',
    ),
    '{"result":{"success":true,"categoryId":7,"chineseName":"男装","leaf":false,"children":null}}',
    '{"result":{"success":false,"code":"404"}}',
  )
  const seller = await upstream.listSellerProducts({ sellerOpenId: 'BBB', language: 'en', page: 1, pageSize: 20 })
  t.strictSame(seller.items[0]?.labels.tags, ['select'])
  t.match(JSON.parse(calls[0]?.form.offerQueryParam ?? ''), { sellerOpenId: 'BBB' })
  const related = await upstream.relatedProducts('612345678901', 'en')
  t.match(related.items[0], { offerId: '612345678901', soldLast30Days: null }, 'related counts 90 days')
  t.match(await upstream.getCategory('0', 'en'), { isLeaf: false, children: [{ categoryId: '10166', isLeaf: true, children: [] }] })
  t.match(await upstream.getCategory('7', 'en'), { categoryId: '7', name: { zh: '男装' } }, 'one documented sample is flat')
  t.equal(await upstream.getCategory('9', 'en'), undefined)
})
