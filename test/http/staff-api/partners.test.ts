import t from 'tap'
import { buildStaffServer } from './support/staff-server.ts'

const url = '/staff/v1/partners/par_01kd5v3m8qf6mrx3e0c9h2t4za/catalogue'
const change = {
  storefrontTemplate: 'https://shop.example/p/{productId}',
  ...{ blockedCategoryIds: ['1034'], blockedBrands: ['LEGO'], blockedSupplierIds: ['sup_BBB'], markupBps: 1500, isMarkupShown: false },
}

t.test('200 the admin sets what a partner sees, and reads it back', async (t) => {
  const { call, be } = await buildStaffServer()
  const as = await be('operatorAdmin')
  t.match((await call({ url: '/staff/v1/partners', as })).json(), {
    partners: [{ name: 'Demo Store', catalogue: { markupBps: 0 }, version: 1 }],
  })
  const set = await call({ method: 'PUT', url, as, payload: change, headers: { 'if-match': '"v1"' } })
  t.equal(set.statusCode, 200, set.body)
  t.equal(set.headers.etag, '"v2"')
  const { storefrontTemplate, ...catalogue } = change
  t.match((await call({ url: '/staff/v1/partners', as })).json(), { partners: [{ storefrontTemplate, catalogue, version: 2 }] })
})

t.test('403 for everybody else; 412, 428 for what was read before; 422 for what cannot be', async (t) => {
  const { call, be } = await buildStaffServer()
  const as = await be('operatorAdmin')
  const put = (payload: object, tag: string | undefined = '"v1"') =>
    call({ method: 'PUT', url, as, payload, ...(tag === '' ? {} : { headers: { 'if-match': tag } }) })
  for (const role of ['warehouseStaff', 'afterSales', 'finance'] as const) {
    t.equal((await call({ url: '/staff/v1/partners', as: await be(role) })).statusCode, 403)
    t.equal((await call({ method: 'PUT', url, as: await be(role), payload: change, headers: { 'if-match': '"v1"' } })).statusCode, 403)
  }
  t.equal((await put(change, '"v9"')).statusCode, 412)
  t.equal((await put(change, '')).statusCode, 428)
  t.match((await put({ ...change, storefrontTemplate: 'http://shop.example/{productId}' })).json(), {
    status: 422,
    code: 'partner.storefront_invalid',
  })
  for (const wrong of [
    { markupBps: -1 },
    { markupBps: 1.5 },
    { blockedSupplierIds: ['BBB'] },
    { blockedBrands: [' '] },
    { blockedCategoryIds: ['x'] },
    { more: 1 },
  ]) {
    t.equal((await put({ ...change, ...wrong })).statusCode, 422, JSON.stringify(wrong))
  }
})
