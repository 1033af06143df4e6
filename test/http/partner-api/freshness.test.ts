import t from 'tap'
import { UpstreamError } from '../../../src/domain/upstream/upstream-error.ts'
import { lamp } from './lamp.ts'
import { openPartnerServer } from './partner-server.ts'

const server = await openPartnerServer(t)
const { world, clock } = server
const partner = await server.newPartner()
world.products.set(lamp.offerId, lamp)
const product = `/v1/products/prd_${lamp.offerId}`
const LISTINGS = ['/v1/products?keyword=lamp', `${product}/similar`, '/v1/suppliers/sup_BBBopen/products?keyword=lamp']

t.test('every answer about goods says when 1688 was asked, in its body and by its age', async (t) => {
  world.asOf = new Date(clock.now().getTime() - 90_000)
  for (const url of [product, ...LISTINGS]) {
    const answer = await partner.get(url)
    t.equal(answer.statusCode, 200, url)
    t.match(answer.headers, { age: '90', 'cache-control': 'private, max-age=60, stale-while-revalidate=600' })
    t.match(answer.json(), {
      asOf: world.asOf.toISOString(),
      warnings: [],
      rate: { base: 'CNY', quote: 'USD', rate: '0.1404', effectiveFrom: '2026-01-01T00:00:00.000Z' },
    })
  }
  clock.advance(10_000)
  const later = await partner.get(product)
  t.equal(later.headers.age, '100', 'the age grows while the bytes stay')
})

t.test('while 1688 is down, what is known goes on with a warning', async (t) => {
  world.trouble = 'upstreamQuotaExhausted'
  for (const url of [`${product}?lang=ja`, '/v1/products?keyword=chair', '/v1/categories']) {
    world.categories.set('0', {
      categoryId: '0',
      name: { zh: '全部', translated: null },
      parentId: null,
      level: 0,
      isLeaf: false,
      children: [],
    })
    const answer = await partner.get(url)
    t.match(answer.json().warnings, [{ code: 'stale', reason: 'upstreamQuotaExhausted', ageSeconds: 100 }], url)
    t.equal(answer.headers['cache-control'], 'private, max-age=5', 'nobody on the way keeps it long')
  }
  world.trouble = null
})

t.test('bytes that a change has overtaken are never sent again', async (t) => {
  const url = `${product}?lang=ko`
  await partner.get(url)
  const before = world.reads
  await partner.get(url)
  t.equal(world.reads, before)
  world.isOvertaken = () => true
  await partner.get(url)
  t.equal(world.reads, before + 1)
  world.isOvertaken = () => false
})

t.test('503 with the time to wait, when nothing is known', async (t) => {
  const cases = [
    [new UpstreamError('retryable', 'client.circuitOpen', { retryAfterMs: 2_000 }), 'upstream.unavailable', '2'],
    [new UpstreamError('retryable', 'http.5xx'), 'upstream.unavailable', '5'],
    [new UpstreamError('retryable', 'gw.QosAppFrequencyLimit', { retryAfterMs: 10_000 }), 'upstream.unavailable', '10'],
    [new UpstreamError('retryable', 'gw.NoUsageLeftError', { retryAfterMs: 3_600_000 }), 'upstream.quota_exhausted', '3600'],
  ] as const
  for (const [failure, code, retryAfter] of cases) {
    world.failure = failure
    for (const url of ['/v1/products/prd_999', '/v1/products?keyword=unheard', '/v1/categories?parentId=9', '/v1/suppliers/sup_other']) {
      const answer = await partner.get(url)
      t.match(answer.json(), { status: 503, code, retryable: true }, url)
      t.equal(answer.headers['retry-after'], retryAfter, url)
    }
  }
  world.failure = undefined
})
