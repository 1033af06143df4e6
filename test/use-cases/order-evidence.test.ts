import { createHash } from 'node:crypto'
import t from 'tap'
import { composeListingPictures } from '../../src/compose/listing-pictures.ts'
import { createKeepPictures, type FetchedPicture } from '../../src/domain/orders/keep-pictures.ts'
import { DAY_MS } from '../../src/domain/shared/clock.ts'
import { startBuyer } from '../support/stack-buyer.ts'

const buyer = await startBuyer(t)
const { core, config, tenant } = buyer

t.test('the listing and its pictures are kept as they were when it was ordered', async (t) => {
  const { orderId } = await buyer.order()
  t.match(await buyer.lines(orderId), [{ pictures: null, snapshotUrl: null }])
  await core.steps.keepPictures(orderId)
  const [line] = await buyer.lines(orderId)
  const pictures = line?.pictures ?? []
  t.ok(pictures.length > 1, `${pictures.length} pictures`)
  for (const picture of pictures) {
    const file = await core.reads.file(tenant, picture.fileId ?? '')
    const bytes = await core.files.get(file?.storageKey ?? '')
    const upstream = new Uint8Array(await (await fetch(picture.url)).arrayBuffer())
    t.equal(picture.sha256, createHash('sha256').update(upstream).digest('hex'))
    t.equal(
      createHash('sha256')
        .update(bytes ?? '')
        .digest('hex'),
      picture.sha256,
    )
    t.match(file, { audience: 'partner', contentType: /^image\// })
  }
  t.match(line?.snapshot.listing, { minOrderQuantity: Number, measures: { source: String }, sellerOpenId: line?.sellerOpenId })
  await core.steps.keepPictures(orderId)
  t.strictSame((await buyer.lines(orderId))[0]?.pictures, pictures, 'a second run changes nothing')
})

t.test('1688’s own snapshot is known once it is bought', async (t) => {
  const { orderId } = await buyer.order()
  await buyer.pay(orderId)
  await buyer.buy(orderId)
  t.match(await buyer.lines(orderId), [{ snapshotUrl: /offer_snapshot/ }])
  t.match(await core.reads.orderEvidence(tenant, orderId), { lines: [{ snapshotUrl: /^https?:/ }], inspections: [], refunds: [] })
  t.equal(await core.reads.orderEvidence({ ...tenant, livemode: true }, orderId), undefined)
})

t.test('pictures of anybody else are not fetched', async (t) => {
  const fetching = composeListingPictures({ config, files: core.files })
  t.teardown(() => fetching.close())
  for (const [url, livemode] of [
    ['http://127.0.0.1:1/img/610000000000/1.jpg', false],
    [`${buyer.mock.url}/img/610000000000/1.jpg`, true],
    ['https://example.com/1.jpg', true],
    ['https://alicdn.com.example.com/1.jpg', true],
    ['https://user@cbu01.alicdn.com.evil.test\\@cbu01.alicdn.com/1.jpg', true],
    ['file:///etc/passwd', true],
  ] as const)
    t.strictSame(await fetching.fetch(url, livemode), { kind: 'refused', reason: 'notOf1688' }, url)
  t.match(await fetching.fetch(`${buyer.mock.url}/health`, false), { kind: 'refused' }, 'nor what is no picture')
})

t.test('a host that does not answer is asked again, for a day', async (t) => {
  const { orderId } = await buyer.order()
  let answer: FetchedPicture = { kind: 'notNow' }
  const keep = createKeepPictures({ ...core, fetchPicture: async () => answer })
  await t.rejects(keep(orderId), { name: 'RetryLater' })
  t.match(await buyer.lines(orderId), [{ pictures: null }])
  buyer.clock.advance(DAY_MS)
  await keep(orderId)
  t.match(await buyer.lines(orderId), [{ pictures: [{ sha256: null, fileId: null, problem: 'notAnswered' }] }])
  const other = await buyer.order()
  answer = { kind: 'refused', reason: 'badStatus' }
  await keep(other.orderId)
  t.match(await buyer.lines(other.orderId), [{ pictures: [{ problem: 'badStatus' }] }])
})

t.test('lost jobs are asked for again', async (t) => {
  const { orderId } = await buyer.order()
  buyer.clock.advance(60_000)
  const found = await core.steps.reconcile()
  t.ok((found['keep-listing-pictures'] ?? 0) >= 1)
  await core.steps.keepPictures(orderId)
  t.strictSame(await buyer.newProblems(), [])
})
