import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import t from 'tap'
import { clearUploadFolders } from '../../../src/http/partner-api/files/upload-folder.ts'
import { aDocument } from '../../files/documents.ts'
import { ids } from '../../store/order-rows.ts'
import { aForm, type FormPart } from './form.ts'
import { openPartnerServer, type TestPartner } from './partner-server.ts'

const temporary = t.testdir()
process.env.TMPDIR = temporary
const server = await openPartnerServer(t)
const owner = await server.newPartner()

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const jpeg = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#c03020' } })
  .withExif({ IFD0: { Make: 'PhoneMaker' }, IFD3: { GPSLatitude: '30/1 15/1 0/1' } })
  .jpeg()
  .toBuffer()
const other = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#2030c0' } })
  .jpeg()
  .toBuffer()

const picture = (value: Uint8Array = jpeg, change: Partial<FormPart> = {}): FormPart => ({
  name: 'content',
  value,
  fileName: 'shade.jpg',
  type: 'image/jpeg',
  ...change,
})
const purpose: FormPart = { name: 'purpose', value: 'REFUND_EVIDENCE' }

function send(who: TestPartner, parts: readonly FormPart[], headers: Record<string, string> = {}, end?: string) {
  const form = aForm(parts, end)
  const key = { 'idempotency-key': ids.next('req') }
  return who.call({ method: 'POST', url: '/v1/files', payload: form.payload, headers: { ...key, ...form.headers, ...headers } })
}
const rowsOf = () => server.store.db.selectFrom('storedFile').selectAll().orderBy('id').execute()

t.test('201: a picture is kept without what the camera wrote into it, and can be read as bytes and as data', async (t) => {
  const answer = await send(owner, [picture(), purpose])
  t.equal(answer.statusCode, 201, answer.body)
  const file = answer.json()
  t.match(file, { object: 'file', purpose: 'REFUND_EVIDENCE', fileName: 'shade.jpg', contentType: 'image/jpeg', attachedTo: [] })
  t.match(file, { livemode: false, sourceSha256: sha256(jpeg), expiresAt: /^20/ })
  t.equal(answer.headers.location, `/v1/files/${file.id}`)
  const bytes = await owner.get(`/v1/files/${file.id}`)
  t.match(bytes.headers, {
    'content-type': 'image/jpeg',
    'content-disposition': `attachment; filename="${file.id}"; filename*=UTF-8''shade.jpg`,
    'content-security-policy': /sandbox/,
    'x-content-type-options': 'nosniff',
    'cache-control': /^private/,
    etag: `"${file.sha256}"`,
  })
  t.equal(sha256(bytes.rawPayload), file.sha256)
  t.equal(bytes.rawPayload.byteLength, file.byteLength)
  t.equal((await sharp(bytes.rawPayload).metadata()).exif, undefined)
  t.same((await owner.get(`/v1/files/${file.id}?format=json`)).json(), file)
  t.same((await owner.get(`/v1/files/${file.id}`, { accept: 'application/json' })).json(), file)
  t.equal((await owner.get(`/v1/files/${file.id}`, { accept: 'application/json, text/plain, */*' })).headers['content-type'], 'image/jpeg')
})

t.test('201: fields may stand before or after the file; PNG and WebP become JPEG; a PDF stays as it is', async (t) => {
  const png = await sharp(jpeg).png().toBuffer()
  const pdf = aDocument()
  t.match((await send(owner, [purpose, picture(png, { type: 'image/png' })])).json(), { contentType: 'image/jpeg' })
  t.match((await send(owner, [picture(await sharp(jpeg).webp().toBuffer(), { type: 'image/webp' }), purpose])).json(), {
    contentType: 'image/jpeg',
  })
  const paper = { name: 'purpose', value: 'BRAND_AUTHORIZATION' }
  const kept = (await send(owner, [paper, picture(pdf, { type: 'application/pdf', fileName: '授权书.pdf' })])).json()
  t.match(kept, { contentType: 'application/pdf', sha256: sha256(pdf), sourceSha256: sha256(pdf), purpose: 'BRAND_AUTHORIZATION' })
  const answer = await owner.get(`/v1/files/${kept.id}`)
  t.ok(answer.rawPayload.equals(pdf))
  t.equal(answer.headers['content-disposition'], `attachment; filename="${kept.id}"; filename*=UTF-8''${encodeURIComponent('授权书.pdf')}`)
})

t.test('201: a client that knows no type says so; a checksum that fits is no obstacle', async (t) => {
  t.equal((await send(owner, [picture(jpeg, { type: 'application/octet-stream' }), purpose])).statusCode, 201)
  const check = { name: 'sha256', value: sha256(jpeg).toUpperCase() }
  t.equal((await send(owner, [check, picture(), purpose])).statusCode, 201)
})

t.test('names are shown and never paths', async (t) => {
  for (const [sent, shown] of [
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\me\\shade.jpg', 'shade.jpg'],
    ['..', null],
    ['a\u202egnp.exe', 'agnp.exe'],
    ['破损 杯子.jpg', '破损 杯子.jpg'],
    [`${'x'.repeat(300)}.jpg`, `${'x'.repeat(116)}.jpg`],
  ] as const)
    t.equal((await send(owner, [picture(jpeg, { fileName: sent }), purpose])).json().fileName, shown, sent)
  for (const { storageKey } of await rowsOf()) t.match(storageKey, /^uploads\/test\/fil_[0-9a-z]{26}\.(jpg|pdf)$/)
})

t.test('the same key answers the same; with another file, name or purpose it is refused', async (t) => {
  const key = { 'idempotency-key': 'upload-1234' }
  const first = await send(owner, [picture(), purpose], key)
  const before = (await rowsOf()).length
  const again = await send(owner, [purpose, picture()], key)
  t.equal(again.body, first.body)
  t.equal(again.headers['idempotent-replayed'], 'true')
  t.equal((await rowsOf()).length, before, 'and nothing was stored')
  for (const parts of [
    [picture(other), purpose],
    [picture(jpeg, { fileName: 'other.jpg' }), purpose],
    [picture(), { name: 'purpose', value: 'CUSTOMS_DOCUMENT' }],
  ]) {
    t.match((await send(owner, parts, key)).json(), { status: 422, code: 'idempotency.key_reused' })
  }
  const stranger = await server.newPartner()
  t.equal((await send(stranger, [picture(other), purpose], key)).statusCode, 201, 'another partner’s key is another key')
})

t.test('the same key twice at once makes one file', async (t) => {
  const who = await server.newPartner()
  const key = { 'idempotency-key': 'upload-at-once' }
  const answers = await Promise.all([0, 1, 2, 3].map(() => send(who, [picture(), purpose], key)))
  const made = answers.filter(({ statusCode }) => statusCode === 201).map(({ body }) => body)
  t.ok(made.length >= 1)
  t.equal(new Set(made).size, 1)
  for (const { statusCode } of answers) t.ok([201, 409].includes(statusCode), `${statusCode}`)
  const { partnerId } = who.tenant
  t.equal((await rowsOf()).filter((row) => row.partnerId === partnerId && row.storedAt !== null).length, 1)
})

t.test('404: another partner, and the other mode', async (t) => {
  const file = (await send(owner, [picture(), purpose])).json()
  const missing = (await owner.get(`/v1/files/${ids.next('fil')}`)).json()
  for (const who of [await server.newPartner(), await server.newPartner({ partnerId: owner.tenant.partnerId, livemode: true })]) {
    for (const query of ['', '?format=json']) {
      const { requestId: _id, instance: _path, ...foreign } = (await who.get(`/v1/files/${file.id}${query}`)).json()
      t.match(missing, foreign)
      t.equal(foreign.status, 404)
    }
  }
})

t.test('413 and 422: hostile files leave nothing behind', async (t) => {
  const before = (await rowsOf()).length
  const bomb = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: 'white' }, limitInputPixels: false })
    .png({ compressionLevel: 9 })
    .toBuffer()
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  const cases = [
    { why: 'too many bytes', part: picture(Buffer.concat([jpeg, Buffer.alloc(10 * 1024 * 1024)])), status: 413, code: 'file.too_large' },
    { why: 'too many pixels', part: picture(bomb, { type: 'image/png' }), status: 413, code: 'file.too_large' },
    { why: 'SVG', part: picture(svg, { type: 'image/svg+xml' }), status: 422, code: 'file.type_not_allowed' },
    { why: 'SVG called JPEG', part: picture(svg), status: 422, code: 'file.type_not_allowed' },
    { why: 'a page', part: picture(Buffer.from('<html></html>')), status: 422, code: 'file.type_not_allowed' },
    { why: 'a GIF', part: picture(await sharp(jpeg).gif().toBuffer(), { type: 'image/gif' }), status: 422, code: 'file.type_not_allowed' },
    { why: 'JPEG called PNG', part: picture(jpeg, { type: 'image/png' }), status: 422, code: 'file.type_not_allowed' },
    { why: 'half a JPEG', part: picture(jpeg.subarray(0, 300)), status: 422, code: 'file.unreadable' },
    {
      why: 'a PDF with a script',
      part: picture(aDocument(['<< /S /JavaScript >>']), { type: 'application/pdf' }),
      status: 422,
      code: 'file.active_content',
    },
    {
      why: 'a PDF with an archive behind it',
      part: picture(Buffer.concat([aDocument(), Buffer.from('PK\u0003\u0004')]), { type: 'application/pdf' }),
      status: 422,
      code: 'file.unreadable',
    },
    { why: 'nothing', part: picture(Buffer.alloc(0)), status: 422, code: 'request.validation_failed' },
  ]
  for (const { why, part, status, code } of cases) t.match((await send(owner, [part, purpose])).json(), { status, code }, why)
  t.equal((await rowsOf()).length, before)
})

t.test('400, 415 and 422: forms that are none', async (t) => {
  const before = (await rowsOf()).length
  const cases: [string, Parameters<typeof send>, object][] = [
    ['no purpose', [owner, [picture()]], { status: 422, errors: [{ pointer: '#/purpose', code: 'required' }] }],
    ['an unknown purpose', [owner, [picture(), { name: 'purpose', value: 'FUN' }]], { status: 422, errors: [{ pointer: '#/purpose' }] }],
    ['no file', [owner, [purpose]], { status: 422, errors: [{ pointer: '#/content', code: 'required' }] }],
    ['a file that is a field', [owner, [{ name: 'content', value: 'x' }, purpose]], { status: 422, errors: [{ pointer: '#/content' }] }],
    ['another file', [owner, [picture(jpeg, { name: 'photo' }), purpose]], { status: 422, errors: [{ code: 'unknown_field' }] }],
    [
      'another field',
      [owner, [picture(), purpose, { name: 'partnerId', value: 'x' }]],
      { status: 422, errors: [{ code: 'unknown_field' }] },
    ],
    ['a field twice', [owner, [picture(), purpose, purpose]], { status: 422, errors: [{ code: 'not_unique' }] }],
    ['two files', [owner, [picture(), picture(), purpose]], { status: 413, code: 'request.too_large' }],
    ['too many fields', [owner, [picture(), ...Array.from({ length: 9 }, (_, n) => ({ name: `f${n}`, value: 'x' }))]], { status: 413 }],
    ['a name of the language', [owner, [picture(), { name: '__proto__', value: 'x' }, purpose]], { status: 400 }],
    ['a form that breaks off', [owner, [purpose, picture()], {}, ''], { status: 400, code: 'request.malformed' }],
    ['a wrong checksum', [owner, [picture(), purpose, { name: 'sha256', value: '0'.repeat(64) }]], { code: 'file.checksum_mismatch' }],
    [
      'no checksum at all',
      [owner, [picture(), purpose, { name: 'sha256', value: 'abc' }]],
      { status: 422, errors: [{ pointer: '#/sha256' }] },
    ],
  ]
  for (const [why, sent, expected] of cases) t.match((await send(...sent)).json(), expected, why)
  t.match((await owner.post('/v1/files', { purpose: 'REFUND_EVIDENCE' })).json(), { status: 415, code: 'request.unsupported_media_type' })
  const form = aForm([picture(), purpose])
  const elsewhere = await owner.call({
    method: 'POST',
    url: '/v1/refunds',
    payload: form.payload,
    headers: { ...form.headers, 'idempotency-key': ids.next('req') },
  })
  t.match(elsewhere.json(), { status: 415, code: 'request.unsupported_media_type' })
  t.equal((await rowsOf()).length, before)
})

t.test('403: a key that may only read, before the body is looked at', async (t) => {
  const reader = await server.newPartner({ scopes: ['files:read', 'refunds:write'] })
  t.match((await send(reader, [picture(), purpose])).json(), { code: 'auth.scope_missing', allowed: ['files:write'] })
})

t.test('nothing of all this lies in the temporary folder any more', (t) => {
  t.same(readdirSync(temporary), [])
  t.end()
})

t.test('what a killed process left there goes when the next one starts; what is under way stays', async (t) => {
  const anHourAgo = new Date(Date.now() - 61 * 60_000)
  for (const name of ['xyg-upload-old', 'xyg-upload-young', 'not-ours']) mkdirSync(join(temporary, name))
  for (const name of ['xyg-upload-old', 'not-ours']) utimesSync(join(temporary, name), anHourAgo, anHourAgo)
  t.equal(await clearUploadFolders(new Date()), 1)
  t.same(readdirSync(temporary).sort(), ['not-ours', 'xyg-upload-young'])
})
