import t from 'tap'
import { addShipment } from './support/seed-world.ts'
import { buildStaffServer } from './support/staff-server.ts'

const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4])

function form(reason: string | null, picture: Buffer | null): { payload: FormData } {
  const payload = new FormData()
  if (reason !== null) payload.set('reason', reason)
  if (picture !== null) payload.set('content', new Blob([new Uint8Array(picture)], { type: 'image/jpeg' }), 'IMG_0001.jpg')
  return { payload }
}

t.test('abandoned goods', async (t) => {
  const { call, be, world } = await buildStaffServer()
  const product = { zh: '马克杯', en: 'Mug', seller: '瓷语工坊', options: [['颜色', '青花']] as [string, string][], imageUrl: null }
  addShipment(world, [{ product, quantity: 10, partner: 'par_a', bin: 'C-07-2' }])
  const [lot] = world.lots.values()
  if (lot === undefined) throw new Error('no lot was made')
  const bench = await be('warehouseStaff')
  const url = `/staff/v1/stock-lots/${lot.id}`
  const dispose = (body: object, as = bench) => call({ method: 'POST', url: `${url}/dispose`, as, ...body })

  await t.test('409 and no button for what was not given up', async (t) => {
    t.match((await call({ url, as: bench })).json(), {
      state: 'STORED',
      partnerName: 'par_a',
      bin: 'C-07-2',
      quantity: 10,
      allowed: [],
      abandonedAt: null,
    })
    t.match((await dispose(form('销毁', JPEG))).json(), { status: 409, code: 'stock.notice_missing' })
  })

  await t.test('a scan of its label leads to its page', async (t) => {
    const answer = await call({ method: 'POST', url: '/staff/v1/scans', as: bench, payload: { code: lot.id.toUpperCase() } })
    t.match(answer.json(), { kind: 'lot', targetId: lot.id, arrivedNow: false })
  })

  await t.test('422 without a reason or a picture', async (t) => {
    t.match((await dispose(form(null, JPEG))).json(), { status: 422, errors: [{ pointer: '#/reason' }] })
    t.match((await dispose(form('  ', JPEG))).json(), { status: 422, errors: [{ pointer: '#/reason' }] })
    t.match((await dispose(form('销毁', null))).json(), { status: 422, errors: [{ pointer: '#/content' }] })
  })

  await t.test('200 with both, for the warehouse only', async (t) => {
    world.lots.set(lot.id, { ...lot, reservedQuantity: 0, abandonedAt: world.clock.now() })
    t.match((await call({ url, as: await be('finance') })).json(), { allowed: [] })
    t.match((await call({ url, as: bench })).json(), { state: 'ABANDONED', requiredNotices: 3, allowed: ['dispose'] })
    const works = async () =>
      (await call({ url: '/staff/v1/tasks', as: bench })).json().tasks.filter((task: { kind: string }) => task.kind === 'disposal')
    t.match(await works(), [{ id: lot.id, state: 'ABANDONED', title: '马克杯', quantity: 10 }])
    const waiting = async () => (await call({ url: '/staff/v1/stock-lots', as: bench })).json().lots
    t.match(await waiting(), [{ id: lot.id, bin: 'C-07-2', quantity: 10 }])
    t.match((await dispose(form('销毁', JPEG))).json(), { quantity: 0, disposedAt: String, allowed: [] })
    t.strictSame([...(await waiting()), ...(await works())], [])
    t.equal((await call({ url: '/staff/v1/stock-lots/lot_01kd5v3m8qf6mrx3e0c9h2t4za', as: bench })).statusCode, 404)
  })
})
