import t from 'tap'
import { addInspection, type SeedProduct } from './support/seed-world.ts'
import { buildStaffServer, type SignedInAs } from './support/staff-server.ts'

const product: SeedProduct = { zh: '马克杯', en: 'Mug', seller: '瓷语工坊', options: [['颜色', '青花']], imageUrl: null }
const work = { product, quantity: 10, partner: 'par_a' }
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4])

type Part = { name: string; value: string | Buffer; type?: string; file?: string }

/** A form as a browser sends it. */
function form(parts: Part[]): { payload: Buffer; headers: Record<string, string> } {
  const boundary = '----boundary'
  const chunks = parts.flatMap(({ name, value, type, file }) => [
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"${file ? `; filename="${file}"` : ''}\r\n`),
    Buffer.from(type ? `content-type: ${type}\r\n\r\n` : '\r\n'),
    Buffer.from(value),
    Buffer.from('\r\n'),
  ])
  return {
    payload: Buffer.concat([...chunks, Buffer.from(`--${boundary}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  }
}
const content = (value: Buffer, type = 'image/jpeg'): Part => ({ name: 'content', value, type, file: 'IMG_0001.jpg' })
const shot = (value = 'OUTER_BOX'): Part => ({ name: 'shot', value })

t.test('scanning', async (t) => {
  const { call, be, world } = await buildStaffServer()
  const expected = addInspection(world, { ...work, waybillNo: 'SF100000001', arrived: false })
  const bench = await be('warehouseStaff')
  const scan = (code: string, as: SignedInAs, weightG?: number) =>
    call({ method: 'POST', url: '/staff/v1/scans', as, payload: weightG === undefined ? { code } : { code, weightG } })

  await t.test('403 when someone not of the warehouse scans an expected waybill', async (t) => {
    t.match((await scan('SF100000001', await be('finance'))).json(), { status: 403, code: 'actor.not_permitted' })
    t.equal([...world.parcels.values()][0]?.arrivedAt, null)
  })

  await t.test('200: a waybill registers the arrival once and leads to the inspection', async (t) => {
    const target = { kind: 'inspection', targetId: expected.id, waybillNo: 'SF100000001' }
    t.match((await scan('SF100000001', bench, 8640)).json(), { ...target, arrivedNow: true })
    t.match([...world.parcels.values()][0], { state: 'MATCHED', weightG: 8640 })
    t.match((await scan(' SF100000001 ', bench)).json(), { ...target, arrivedNow: false })
  })

  await t.test('200: an id leads to its page, also in the capitals of a label printer', async (t) => {
    t.match((await scan(expected.id.toUpperCase(), bench)).json(), { kind: 'inspection', targetId: expected.id, arrivedNow: false })
  })

  await t.test('404 for a code nobody knows', async (t) => {
    t.match((await scan('YT404', bench)).json(), { status: 404, code: 'parcel.waybill_unknown' })
  })
})

t.test('inspecting', async (t) => {
  const { call, be, world } = await buildStaffServer()
  const { id } = addInspection(world, { ...work, waybillNo: 'SF100000002' })
  const as = await be('qcLead')
  const url = `/staff/v1/inspections/${id}`
  const verdict = { outcome: 'FAIL', countedQuantity: 10, passedQuantity: 8, failedQuantity: 2, defects: [], remark: null }

  await t.test('409 for a photo or a verdict before it was started', async (t) => {
    t.match((await call({ method: 'POST', url: `${url}/photos`, as, ...form([shot(), content(JPEG)]) })).json(), {
      status: 409,
      allowed: ['start'],
    })
    t.match((await call({ method: 'POST', url: `${url}/complete`, as, payload: verdict })).json(), {
      status: 409,
      code: 'inspection.move_not_allowed',
    })
  })

  await t.test('200: started, photographed, failed; the buttons follow the table', async (t) => {
    t.match((await call({ url, as })).json(), { state: 'READY', allowed: ['start'], product: { titleZh: '马克杯' } })
    t.match((await call({ method: 'POST', url: `${url}/start`, as })).json(), { state: 'IN_PROGRESS', allowed: ['addPhoto', 'complete'] })
    const redactions = { name: 'redactions', value: '[{"x":1,"y":2,"width":3,"height":4}]' }
    const photo = await call({ method: 'POST', url: `${url}/photos`, as, ...form([shot(), redactions, content(JPEG)]) })
    t.equal(photo.statusCode, 201)
    t.match(photo.json(), { shot: 'OUTER_BOX' })
    const file = await call({ url: photo.headers.location ?? '', as })
    t.same(file.rawPayload, JPEG)
    t.match(file.headers, {
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
      'content-security-policy': /sandbox/,
      'cache-control': /private/,
    })
    const done = await call({ method: 'POST', url: `${url}/complete`, as, payload: verdict })
    t.match(done.json(), { state: 'DECISION_PENDING', failedQuantity: 2, allowed: [], photos: [{ shot: 'OUTER_BOX' }] })
    t.match(done.json().history.at(-1), { actorKind: 'qcLead' })
  })

  await t.test('422 for counts that are no counts', async (t) => {
    for (const countedQuantity of [-1, 1.5, '10', null]) {
      t.equal((await call({ method: 'POST', url: `${url}/complete`, as, payload: { ...verdict, countedQuantity } })).statusCode, 422)
    }
  })

  await t.test('404 for an id of another kind', async (t) => {
    t.equal((await call({ url: `/staff/v1/inspections/shp_01kd5v3m8qf6mrx3e0c9h2t4za`, as })).statusCode, 404)
  })
})

t.test('bad uploads', async (t) => {
  const { call, be, world } = await buildStaffServer()
  const { id } = addInspection(world, { ...work, waybillNo: 'SF100000003' })
  const as = await be('warehouseStaff')
  await call({ method: 'POST', url: `/staff/v1/inspections/${id}/start`, as })
  const send = (body: ReturnType<typeof form> | { payload: object }) =>
    call({ method: 'POST', url: `/staff/v1/inspections/${id}/photos`, as, ...body })

  const CASES: { says: string; parts: Part[]; status: number; code: string }[] = [
    {
      says: '413 for a file over 20 MB',
      parts: [shot(), content(Buffer.alloc(20 * 1024 * 1024 + 1))],
      status: 413,
      code: 'file.too_large',
    },
    { says: '413 for a second file', parts: [shot(), content(JPEG), content(JPEG)], status: 413, code: 'request.too_large' },
    {
      says: '422 for a type that is no picture',
      parts: [shot(), content(JPEG, 'image/svg+xml')],
      status: 422,
      code: 'file.type_not_allowed',
    },
    { says: '422 without a file', parts: [shot()], status: 422, code: 'request.validation_failed' },
    { says: '422 for an empty file', parts: [shot(), content(Buffer.alloc(0))], status: 422, code: 'request.validation_failed' },
    { says: '422 without a shot', parts: [content(JPEG)], status: 422, code: 'request.validation_failed' },
    { says: '422 for a shot that is a path', parts: [shot('../../etc'), content(JPEG)], status: 422, code: 'request.validation_failed' },
    {
      says: '422 for redactions that are no JSON',
      parts: [shot(), { name: 'redactions', value: '[{' }, content(JPEG)],
      status: 422,
      code: 'request.validation_failed',
    },
    {
      says: '422 for a negative rectangle',
      parts: [shot(), { name: 'redactions', value: '[{"x":-1,"y":0,"width":1,"height":1}]' }, content(JPEG)],
      status: 422,
      code: 'request.validation_failed',
    },
  ]
  for (const { says, parts, status, code } of CASES) {
    await t.test(says, async (t) => {
      const answer = await send(form(parts))
      t.match(answer.json(), { status, code })
      t.equal(world.photos.length, 0)
    })
  }

  await t.test('415 for a body that is no form', async (t) => {
    t.match((await send({ payload: { shot: 'OUTER_BOX' } })).json(), { status: 415 })
  })
})
