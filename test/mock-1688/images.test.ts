import sharp from 'sharp'
import t from 'tap'
import { generateProduct } from '../../src/mock-1688/catalogue/generate-product.ts'
import { drawMasks, looksDistance, looksOf, looksOfScene } from '../../src/mock-1688/pictures/looks.ts'
import { SAME_PICTURE_BITS } from '../../src/mock-1688/pictures/looks-index.ts'
import { renderPicture, sceneOfProduct } from '../../src/mock-1688/pictures/render-picture.ts'
import { MockClient, type Wire } from './mock-client.ts'

const client = await MockClient.start()
t.teardown(() => client.mock.close())

const drawn = (index: number, name = '1'): Promise<Buffer> => renderPicture(generateProduct(index), name, { size: 800, format: 'jpg' })

const imageIdOf = async (bytes: Buffer): Promise<string> => {
  const upload = await client.xyt('product.image.upload', { uploadImageParam: JSON.stringify({ imageBase64: bytes.toString('base64') }) })
  return String((upload.body.result as Wire).result)
}

const search = async (bytes: Buffer, more: Wire = {}): Promise<Wire[]> => {
  const param = { imageId: await imageIdOf(bytes), beginPage: 1, pageSize: 20, country: 'en', ...more }
  const { body } = await client.xyt('product.search.imageQuery', { offerQueryParam: JSON.stringify(param) })
  return ((body.result as Wire).result as { data: Wire[] }).data
}

const control = async (imageId: string): Promise<{ matches: { offerId: string; differingBits: number; samePicture: boolean }[] }> =>
  (await client.control(`/control/images/${imageId}`)).body as never

t.test('the looks computed from a scene are those of the drawn picture, nearly', async (t) => {
  const masks = await drawMasks()
  for (const index of [0, 3, 77, 599, 12_345, 49_999, 999_999]) {
    const looks = await looksOf(await drawn(index))
    if (looks === null) throw new Error('a drawn picture can be read')
    const distance = looksDistance(looksOfScene(sceneOfProduct(generateProduct(index)), masks), looks)
    t.ok(distance <= 32, `product ${index}: ${distance} of 256 bits differ`)
  }
})

t.test("a product's own picture finds it among 50,000, whatever was done to it", async (t) => {
  const changes: Record<string, (bytes: Buffer) => Promise<Buffer>> = {
    'as it is': async (bytes) => bytes,
    'small and poor': (bytes) => sharp(bytes).resize(160).jpeg({ quality: 30 }).toBuffer(),
    WebP: (bytes) => sharp(bytes).resize(420).webp({ quality: 40 }).toBuffer(),
    PNG: (bytes) => sharp(bytes).resize(333).png().toBuffer(),
    'without colours': (bytes) => sharp(bytes).greyscale().jpeg().toBuffer(),
    recoloured: (bytes) => sharp(bytes).modulate({ hue: 60, saturation: 1.4, brightness: 0.85 }).jpeg().toBuffer(),
    'cut by two per cent at every side': (bytes) => sharp(bytes).extract({ left: 16, top: 16, width: 768, height: 768 }).toBuffer(),
    'cut by four per cent at every side': (bytes) => sharp(bytes).extract({ left: 32, top: 32, width: 736, height: 736 }).toBuffer(),
    stretched: (bytes) => sharp(bytes).resize(500, 400, { fit: 'fill' }).jpeg().toBuffer(),
  }
  for (const index of [5, 1234, 48_766]) {
    const picture = await drawn(index)
    const { offerId } = generateProduct(index)
    for (const [name, change] of Object.entries(changes)) {
      const [first] = await search(await change(picture))
      t.equal(String(first?.offerId), offerId, `product ${index}, ${name}`)
    }
  }
  const [byAnother] = await search(await drawn(1234, '2'))
  t.equal(String(byAnother?.offerId), generateProduct(1234).offerId, 'its second picture finds it, too')
})

t.test('behind the same picture come goods of its kind', async (t) => {
  const hits = await search(await drawn(1234))
  t.equal(hits.length, 20)
  t.ok(hits.every((hit) => hit.secondCategoryId === hits[0]?.secondCategoryId))
})

t.test('an unrelated picture matches nothing, though it finds what looks alike', async (t) => {
  const size = 300
  const noise = Buffer.from(Uint8Array.from({ length: size * size * 3 }, (_, at) => (at * 2_654_435_761) >>> 24))
  const pictures: Record<string, Buffer> = {
    noise: await sharp(noise, { raw: { width: size, height: size, channels: 3 } })
      .png()
      .toBuffer(),
    'one colour': await sharp({ create: { width: size, height: size, channels: 3, background: '#7a9' } })
      .png()
      .toBuffer(),
    'a label': Buffer.from(
      await (async () => {
        const made = await client.control('/carrier/shipments', { reference: 'R', weightG: 1, destinationCountry: 'DE', lineCode: 'X' })
        return (await fetch(String(made.body.labelUrl))).arrayBuffer()
      })(),
    ),
  }
  for (const [name, bytes] of Object.entries(pictures)) {
    const { matches } = await control(await imageIdOf(bytes))
    t.ok(matches.length > 0 && matches.every((match) => !match.samePicture && match.differingBits > SAME_PICTURE_BITS), name)
  }
  const own = await control(await imageIdOf(await drawn(300)))
  t.match(own.matches[0], { offerId: generateProduct(300).offerId, samePicture: true })
  t.ok((own.matches[1]?.differingBits ?? 0) > SAME_PICTURE_BITS, 'and nobody else claims it')
})

t.test('filters, a keyword and a sort narrow what a picture finds', async (t) => {
  const picture = await drawn(1234)
  t.ok((await search(picture, { filter: 'noReason7DReturn,isOnePsale' })).every((hit) => hit.isOnePsale === true))
  t.ok((await search(picture, { priceStart: '20', priceEnd: '30' })).every((hit) => Number((hit.priceInfo as Wire).price) <= 30))
  t.ok((await search(picture, { keyword: '连衣裙' })).every((hit) => /连衣裙/.test(String(hit.subject))))
  const prices = (await search(picture, { sort: '{"price":"asc"}' })).map((hit) => Number((hit.priceInfo as Wire).price))
  t.strictSame(
    prices,
    [...prices].sort((a, b) => a - b),
  )
})

t.test('an image id nobody gave is refused', async (t) => {
  const { body } = await client.xyt('product.search.imageQuery', {
    offerQueryParam: '{"imageId":"123","beginPage":1,"pageSize":10,"country":"en"}',
  })
  t.match(body.result, { success: 'false', code: '400' })
  t.equal((await client.control('/control/images/123')).status, 404)
})
