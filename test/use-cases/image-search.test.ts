import sharp from 'sharp'
import t from 'tap'
import { startCore } from '../support/stack-core.ts'
import { startReplica } from '../support/stack-replica.ts'

const parts = await startCore(t)
const { partner } = await startReplica(t, parts)
const [goods] = (await parts.control.products('quoteType=1&limit=50')).filter((one) => one.quirk === null)
const id = `prd_${goods?.offerId}`
const { imageUrls } = await partner.get<{ imageUrls: string[] }>(`/v1/products/${id}`)
const own = imageUrls[0] ?? ''
const bytes = Buffer.from(await (await fetch(own)).arrayBuffer())

type Page = { data: { id: string }[]; nextCursor: string | null; code?: string; reason?: string }
const search = (body: object) => partner.request<Page>('POST', '/v1/product-image-searches', { body })

t.test("a product's own picture finds it, resized, as another type or by its address", async (t) => {
  const resized = await sharp(bytes).resize(420).webp({ quality: 80 }).toBuffer()
  for (const body of [{ imageBase64: bytes.toString('base64') }, { imageBase64: resized.toString('base64') }, { imageUrl: own }]) {
    const { status, body: page } = await search({ ...body, limit: 5 })
    t.equal(status, 200)
    t.equal(page.data[0]?.id, id)
    const next = await search({ cursor: page.nextCursor, limit: 5 })
    t.equal(next.body.data.length, 5)
    t.notOk(
      next.body.data.some((hit) => page.data.some((known) => known.id === hit.id)),
      'the next page goes on',
    )
  }
})

t.test('a test key cannot make the gateway look at anything inside', async (t) => {
  const { port } = new URL(own)
  for (const imageUrl of [
    `https://127.0.0.1:${port}/`,
    'https://localhost/',
    'https://169.254.169.254/latest/meta-data/',
    'https://[::1]/',
  ]) {
    const { status, body } = await search({ imageUrl })
    t.match([status, body.code], [422, 'product.image_not_usable'], imageUrl)
    t.match(body.reason, /^(urlNotAllowed|notAnswered)$/, 'what lies inside is not told')
  }
  t.match((await search({ imageUrl: 'http://127.0.0.1:1/a.jpg' })).body, { reason: 'urlNotAllowed' })
})

t.test('what is no picture is refused before 1688 hears of it', async (t) => {
  for (const text of ['<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>', '<html>', '\u0000']) {
    const { status, body } = await search({ imageBase64: Buffer.from(text).toString('base64') })
    t.match([status, body.code], [422, 'file.type_not_allowed'])
  }
  const half = bytes.subarray(0, Math.floor(bytes.length / 3)).toString('base64')
  t.match((await search({ imageBase64: half })).body.code, 'file.unreadable')
})
