import t from 'tap'
import { lamp, scores } from './lamp.ts'
import { openPartnerServer } from './partner-server.ts'

const server = await openPartnerServer(t)
const partner = await server.newPartner()
const search = (payload: object) => partner.post('/v1/product-image-searches', payload)
const hit = {
  ...{ offerId: lamp.offerId, language: 'en', title: lamp.title, imageUrl: null, priceFen: 1800n, promotionPriceFen: null },
  ...{ minOrderQuantity: 2, soldLast30Days: 5, repurchasePercent: null, tradeScore: null, sellerScores: scores, labels: lamp.labels },
  ...{ sellerIdentities: [], categoryIds: ['1034'], sellerName: '某厂' },
}

t.test('by bytes or by address, narrowed and sorted, as a page like any other', async (t) => {
  server.world.page = { items: [hit], page: 1, pageSize: 10, total: 11, totalPages: 2, language: 'en' }
  const narrowed = { categoryId: '1034', priceMin: 100, filter: ['shipsIn24Hours'], sort: '-price', lang: 'ja', currency: 'USD', limit: 10 }
  const answer = await search({ imageBase64: Buffer.from('12345').toString('base64'), ...narrowed })
  t.equal(answer.statusCode, 200, answer.body)
  t.match(answer.json(), { data: [{ id: `prd_${lamp.offerId}` }], hasMore: true, warnings: [], rate: { quote: 'USD' } })
  t.match(server.world.askedByImage.at(-1), {
    ...{ imageId: '5', language: 'ja', page: 1, pageSize: 10, categoryId: '1034', priceFromFen: 712n },
    ...{ filters: ['shipsIn24Hours'], sort: { by: 'price', direction: 'desc' } },
  })
  const { nextCursor } = answer.json()
  server.world.page = { items: [], page: 2, pageSize: 10, total: 11, totalPages: 2, language: 'en' }
  const next = await search({ cursor: nextCursor, ...narrowed })
  t.match(next.json(), { data: [], hasMore: false, nextCursor: null })
  t.match(server.world.askedByImage.at(-1), { imageId: '5', page: 2 }, 'the picture is not sent again')
  t.match((await search({ cursor: nextCursor, ...narrowed, limit: 20 })).json(), { status: 400, code: 'cursor.invalid' })
  t.match((await search({ cursor: 'made.up' })).json(), { status: 400, code: 'cursor.invalid' })
  await search({ imageUrl: 'https://shop.example/a.jpg' })
  t.match(server.world.askedByImage.at(-1), { imageUrl: 'https://shop.example/a.jpg', language: 'en', pageSize: 20 })
})

t.test('422: no picture, two pictures, something that is no base64, a filter nobody knows', async (t) => {
  const image = { imageBase64: 'AAAA' }
  for (const body of [
    {},
    { ...image, imageUrl: 'https://a.example/' },
    { ...image, cursor: 'x' },
    { imageBase64: 'AA*A' },
    { imageBase64: 'AAAA\n' },
  ]) {
    t.match((await search(body)).json(), { status: 422, code: 'request.validation_failed' }, JSON.stringify(body))
  }
  for (const extra of [{ filter: ['x'] }, { limit: 51 }, { sort: 'likeness' }, { unknown: 1 }]) {
    t.equal((await search({ ...image, ...extra })).statusCode, 422, JSON.stringify(extra))
  }
})

t.test('413: more than a photo weighs is not even read', async (t) => {
  const answer = await search({ imageBase64: 'A'.repeat(8_000_000) })
  t.match(answer.json(), { status: 413, code: 'request.too_large' })
})

t.test('the same request again is the same answer, and asks nobody', async (t) => {
  const before = server.world.askedByImage.length
  const once = { 'idempotency-key': 'image-search-1' }
  const first = await partner.post('/v1/product-image-searches', { imageBase64: 'AAAA' }, once)
  const again = await partner.post('/v1/product-image-searches', { imageBase64: 'AAAA' }, once)
  t.equal(again.body, first.body)
  t.equal(again.headers['idempotent-replayed'], 'true')
  t.equal(server.world.askedByImage.length, before + 1)
})
