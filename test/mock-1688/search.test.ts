import t from 'tap'
import { offerIdAt } from '../../src/mock-1688/catalogue/offer-id.ts'
import { buildSearchIndex } from '../../src/mock-1688/catalogue/search-index.ts'
import { MockClient, type Wire } from './mock-client.ts'

const client = await MockClient.start()
t.teardown(() => client.mock.close())

type Found = { totalRecords: number; totalPage: number; currentPage: number; data: Wire[] }

const search = async (param: Wire): Promise<Found> => {
  const query = { keyword: '', beginPage: 1, pageSize: 20, country: 'en', ...param }
  const { body } = await client.xyt('product.search.keywordQuery', { offerQueryParam: JSON.stringify(query) })
  return (body.result as Wire).result as Found
}

const detail = async (offerId: string): Promise<Wire> => {
  const { body } = await client.xyt('product.search.queryProductDetail', { offerDetailParam: `{"offerId":${offerId},"country":"en"}` })
  return body.result as Wire
}

t.test('a million offers exist, 50,000 of them are found', async (t) => {
  t.match(await detail(offerIdAt(999_999)), { success: true, result: { offerId: Number(offerIdAt(999_999)) } })
  t.match(await detail(offerIdAt(1_000_000)), { success: false })
  const { totalRecords } = await search({})
  t.ok(totalRecords > 48_000 && totalRecords < 50_000, `${totalRecords}: all but the expired ones`)
  const beyond = await search({ keyword: offerIdAt(777_777) })
  t.equal(beyond.totalRecords, 1, 'one that search does not list is found by its id')
})

t.test('the index is small and quickly made', async (t) => {
  const before = process.cpuUsage()
  const index = buildSearchIndex(50_000)
  t.ok(process.cpuUsage(before).user < 5_000_000, 'in a fifth of a second')
  const bytes = [...Object.values(index), ...index.words, ...Object.values(index.orders)]
    .filter((column) => ArrayBuffer.isView(column))
    .reduce((sum, column) => sum + column.byteLength, 0)
  t.ok(bytes <= 60 * 50_000, `${bytes / 50_000} bytes a product`)
})

t.test('words are found in four languages, alone and together', async (t) => {
  const counts = new Map<string, number>()
  for (const [keyword, country] of [
    ['连衣裙', 'en'],
    ['dress', 'en'],
    ['ワンピース', 'ja'],
    ['원피스', 'ko'],
  ] as const) {
    const page = await search({ keyword, country })
    counts.set(keyword, page.totalRecords)
    t.ok(
      page.data.every((card) => /连衣裙|半身裙/.test(String(card.subject))),
      keyword,
    )
  }
  t.equal(counts.get('连衣裙'), counts.get('ワンピース'))
  const narrowed = await search({ keyword: 'linen dress' })
  t.ok(narrowed.totalRecords > 0 && narrowed.totalRecords < (counts.get('dress') ?? 0))
  t.ok(narrowed.data.every((card) => /Linen/.test(String(card.subjectTrans))))
  const red = await search({ keyword: '红色 连衣裙' })
  t.ok(red.totalRecords > 0 && red.totalRecords < (counts.get('连衣裙') ?? 0), 'colours of SKUs count')
  t.equal((await search({ keyword: 'linen dresses xyzzy' })).totalRecords, narrowed.totalRecords, 'a word nobody knows is passed over')
  t.equal((await search({ keyword: 'xyzzy' })).totalRecords, 0, 'unless there is no other')
})

t.test('what the thing is counts more than what it is for', async (t) => {
  const { data } = await search({ keyword: 'camping', pageSize: 50 })
  t.match(data[0]?.subjectTrans, /Camping lantern/)
})

t.test('pages neither overlap nor leave out', async (t) => {
  const first = await search({ keyword: 'cable', pageSize: 50 })
  const all: unknown[] = []
  for (let beginPage = 1; beginPage <= first.totalPage; beginPage++)
    all.push(...(await search({ keyword: 'cable', pageSize: 50, beginPage })).data.map((card) => card.offerId))
  t.equal(all.length, first.totalRecords)
  t.equal(new Set(all).size, first.totalRecords)
  t.equal((await search({ keyword: 'cable', pageSize: 999 })).data.length, 50, 'a page holds 50 at most')
})

t.test('each filter code keeps what it says', async (t) => {
  const all = (await search({ keyword: 'cable' })).totalRecords
  const rate = (card: Wire, name: string): number => Number.parseFloat(String((card.productSimpleShippingInfo as Wire)[name] || '0'))
  const checks: Record<string, (card: Wire) => boolean> = {
    isOnePsale: (card) => card.isOnePsale === true,
    shipIn24Hours: (card) => (card.productSimpleShippingInfo as Wire).shippingTimeGuarantee === 'shipIn24Hours',
    jxhy: (card) => card.isJxhy === true,
    '1688Selection': (card) => card.isSelect === true,
    certifiedFactory: (card) => (card.sellerIdentities as string[]).includes('super_factory'),
    totalEpScoreLv2: (card) => Number(card.tradeScore) >= 4.5,
    getRate24HLv2: (card) => rate(card, 'pickupWithin24hRate7d') >= 94,
    qrr1: (card) => rate(card, 'qualityReturnRate30d') <= 1,
    new30: (card) => Date.now() - Date.parse(`${String(card.createDate).replace(' ', 'T')}+08:00`) <= 32 * 86_400_000,
  }
  for (const [filter, holds] of Object.entries(checks)) {
    const page = await search({ keyword: 'cable', filter, pageSize: 50 })
    t.ok(page.totalRecords > 0 && page.totalRecords < all, `${filter}: ${page.totalRecords} of ${all}`)
    t.ok(page.data.every(holds), filter)
  }
  for (const filter of ['new7', 'qrr0', 'qrr10', 'JPFL', 'USFL', 'TWFL', 'isQqyx', 'noReason7DReturn', 'shipInToday', 'isOnePsaleFreePost'])
    t.ok((await search({ keyword: 'cable', filter })).totalRecords < all, filter)
  t.equal((await search({ keyword: 'cable', filter: 'noSuchCode' })).totalRecords, all, 'an unknown code filters nothing')
})

t.test('sales may be asked for by period', async (t) => {
  const sold = await search({ saleFilterList: [{ saleType: 'sales30', saleStart: 1000, saleEnd: 2000 }], pageSize: 50 })
  t.ok(sold.totalRecords > 0)
  t.ok(sold.data.every((card) => Number(card.monthSold) >= 1000 && Number(card.monthSold) <= 2000))
})

t.test('both directions of every sort', async (t) => {
  const values: Record<string, (card: Wire) => number> = {
    price: (card) => Number((card.priceInfo as Wire).price),
    monthSold: (card) => Number(card.monthSold),
    rePurchaseRate: (card) => Number.parseInt(String(card.repurchaseRate), 10),
  }
  for (const [key, read] of Object.entries(values)) {
    for (const [direction, sign] of [
      ['asc', 1],
      ['desc', -1],
    ] as const) {
      const page = await search({ keyword: 'bag', sort: JSON.stringify({ [key]: direction }), pageSize: 50 })
      const seen = page.data.map(read)
      t.strictSame(
        seen,
        [...seen].sort((left, right) => sign * (left - right)),
        `${key} ${direction}`,
      )
    }
  }
})

t.test('a delisted product is found no more, listed again it is', async (t) => {
  const [card] = (await search({ keyword: 'cable' })).data
  const offerId = String(card?.offerId)
  const isFound = async (): Promise<boolean> => (await search({ keyword: offerId })).totalRecords === 1
  t.ok(await isFound())
  await client.control(`/control/products/${offerId}/delist`, {})
  t.notOk(await isFound())
  await client.control(`/control/products/${offerId}/relist`, {})
  t.ok(await isFound())
})

t.test('a promotion shows the price before it, and what is charged is the price after', async (t) => {
  const [product] = await client.products('quirk=promotion')
  const { result } = (await detail(String(product?.offerId))) as { result: { productSkuInfos: Wire[]; productSaleInfo: Wire } }
  const [sku] = result.productSkuInfos
  t.ok(Number(sku?.promotionPrice) < Number(sku?.price))
  t.equal(Number(sku?.promotionPrice) * 100, product?.skus[0]?.priceFen)
  t.match(result.productSaleInfo.priceRangeList, [{ promotionPrice: /^\d+\.\d\d$/ }])
  const [card] = (await search({ keyword: String(product?.offerId) })).data
  t.match(card, { priceInfo: { promotionPrice: /^\d+\.\d\d$/ }, promotionModel: { hasPromotion: true } })
})
