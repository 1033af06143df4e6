import sharp, { type Region } from 'sharp'
import t from 'tap'
import { MAX_PIXELS, preparePhoto, prepareSearchPicture, redactPhoto } from '../../src/files/photos.ts'
import { uploadType } from '../../src/files/upload-type.ts'

const plain = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#c03020' } })

/** A picture of text on white, as a courier's label is. */
function label(text: string): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600"><rect width="800" height="600" fill="white"/>
    <text x="60" y="140" font-size="60" font-family="sans-serif">${text}</text><text x="60" y="520" font-size="60" font-family="sans-serif">SKU RED-42</text></svg>`
  return sharp(Buffer.from(svg)).jpeg().toBuffer()
}

/** How much the grey values of a region vary: text varies a lot, what replaced it does not. */
async function contrast(bytes: Uint8Array, region: Region): Promise<number> {
  const { channels } = await sharp(await sharp(bytes).extract(region).greyscale().toBuffer()).stats()
  return channels[0]?.stdev ?? 0
}

t.test('a photo becomes a JPEG without EXIF, and gets a thumbnail', async (t) => {
  const taken = await plain(1200, 900)
    .withExif({ IFD0: { Make: 'PhoneMaker' }, IFD3: { GPSLatitude: '30/1 15/1 0/1' } })
    .jpeg()
    .toBuffer()
  t.ok((await sharp(taken).metadata()).exif)
  const { photo, thumbnail } = await preparePhoto(taken, 'image/jpeg')
  const metadata = await sharp(photo.bytes).metadata()
  t.match(metadata, { format: 'jpeg', width: 1200, height: 900 })
  t.equal(metadata.exif, undefined)
  t.notMatch(Buffer.from(photo.bytes).toString('latin1'), 'PhoneMaker')
  t.match(photo, { contentType: 'image/jpeg', width: 1200, height: 900, sha256: /^[0-9a-f]{64}$/ })
  t.match(thumbnail, { width: 480, height: 360 })
  t.not(photo.sha256, thumbnail.sha256)
})

t.test('a photo taken sideways stands upright', async (t) => {
  const sideways = await plain(300, 200).withMetadata({ orientation: 6 }).jpeg().toBuffer()
  t.match((await preparePhoto(sideways)).photo, { width: 200, height: 300 })
})

t.test('PNG and WebP are taken too; what is transparent becomes white; very large sides shrink', async (t) => {
  const clear = await sharp({ create: { width: 5000, height: 100, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
    .png()
    .toBuffer()
  const { photo } = await preparePhoto(clear, 'image/png')
  t.match(photo, { width: 4096, height: 82 })
  t.ok(((await sharp(photo.bytes).stats()).channels[0]?.mean ?? 0) > 250)
  t.match((await preparePhoto(await plain(50, 50).webp().toBuffer(), 'image/webp')).photo, { width: 50, height: 50 })
})

t.test('what hides behind the picture does not come along', async (t) => {
  const polyglot = Buffer.concat([await plain(20, 20).jpeg().toBuffer(), Buffer.from('<script>alert(1)</script>')])
  t.notMatch(Buffer.from((await preparePhoto(polyglot)).photo.bytes).toString('latin1'), 'script')
})

t.test('refuses by what the bytes are, not by what they are called', async (t) => {
  const jpeg = await plain(10, 10).jpeg().toBuffer()
  const cases = [
    { why: 'a page called a picture', bytes: Buffer.from('<html></html>'), declared: 'image/jpeg' },
    {
      why: 'a vector picture, which may hold scripts',
      bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      declared: 'image/svg+xml',
    },
    { why: 'a GIF', bytes: await plain(10, 10).gif().toBuffer(), declared: 'image/gif' },
    { why: 'a JPEG called PNG', bytes: jpeg, declared: 'image/png' },
    { why: 'nothing', bytes: Buffer.alloc(0), declared: 'image/jpeg' },
    { why: 'a PDF, which is no photo', bytes: Buffer.from('%PDF-1.7\n'), declared: 'application/pdf' },
  ]
  for (const { why, bytes, declared } of cases)
    await t.rejects(preparePhoto(bytes, declared), { name: 'Refusal', code: 'file.type_not_allowed' }, why)
  t.equal(await uploadType(Buffer.from('%PDF-1.7\n'), 'application/pdf; charset=x'), 'application/pdf')
})

t.test('refuses a picture that is cut off or broken', async (t) => {
  const whole = await sharp(await label('HALF'))
    .png()
    .toBuffer()
  await t.rejects(preparePhoto(whole.subarray(0, whole.byteLength / 2)), { code: 'file.unreadable' })
  await t.rejects(preparePhoto(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(50)])), { code: 'file.unreadable' })
})

t.test('refuses a small file that would unfold to too many pixels, before it is decoded', async (t) => {
  const bomb = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: 'white' }, limitInputPixels: false })
    .png({ compressionLevel: 9 })
    .toBuffer()
  t.ok(bomb.byteLength < 1_000_000)
  const before = process.memoryUsage().rss
  await t.rejects(preparePhoto(bomb), { code: 'file.too_large', facts: { width: 9000, height: 9000, maxPixels: MAX_PIXELS } })
  t.ok(process.memoryUsage().rss - before < 100_000_000)
})

t.test('a redacted copy hides the given regions and leaves the rest as it was', async (t) => {
  const { photo } = await preparePhoto(await label('13800138000'))
  const phone = { left: 50, top: 80, width: 500, height: 90 }
  const sku = { left: 50, top: 460, width: 500, height: 90 }
  const { photo: redacted, thumbnail } = await redactPhoto(photo, [phone])
  t.match(redacted, { width: 800, height: 600 })
  const [before, after] = [await contrast(photo.bytes, phone), await contrast(redacted.bytes, phone)]
  t.ok(after < before / 2, `${after} < ${before} / 2`)
  t.ok(Math.abs((await contrast(redacted.bytes, sku)) - (await contrast(photo.bytes, sku))) < 3)
  t.equal(thumbnail.width, 480)
  t.not(redacted.sha256, photo.sha256)
})

t.test('without a region the whole picture is hidden; regions that stick out are cut, those outside are nothing', async (t) => {
  const { photo } = await preparePhoto(await label('13800138000'))
  const everywhere = { left: 0, top: 0, width: 800, height: 600 }
  const { photo: hidden } = await redactPhoto(photo, [])
  t.ok((await contrast(hidden.bytes, everywhere)) < (await contrast(photo.bytes, everywhere)) / 2)
  await redactPhoto(photo, [
    { left: -20.5, top: 500, width: 2000, height: 2000 },
    { left: 5000, top: 0, width: 10, height: 10 },
  ])
})

t.test('a picture to search by is small, a JPEG, and nothing else that came along', async (t) => {
  const taken = await plain(3000, 1500)
    .withExif({ IFD0: { Make: 'PhoneMaker' } })
    .jpeg()
    .toBuffer()
  const polyglot = Buffer.concat([taken, Buffer.from('<script>alert(1)</script>')])
  const picture = await prepareSearchPicture(polyglot)
  t.match(await sharp(picture).metadata(), { format: 'jpeg', width: 1024, height: 512 })
  t.notMatch(Buffer.from(picture).toString('latin1'), /PhoneMaker|script/)
  const bomb = await sharp({ create: { width: 9_000, height: 9_000, channels: 3, background: '#000' } })
    .png()
    .toBuffer()
  await t.rejects(prepareSearchPicture(bomb), { code: 'file.too_large' })
  await t.rejects(prepareSearchPicture(taken.subarray(0, 2_000)), { code: 'file.unreadable' })
  for (const bytes of ['<svg xmlns="http://www.w3.org/2000/svg"/>', '<html>', '%PDF-1.4', 'GIF89a', '']) {
    await t.rejects(prepareSearchPicture(Buffer.from(bytes)), { code: 'file.type_not_allowed' }, bytes)
  }
})
