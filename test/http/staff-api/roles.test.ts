import t from 'tap'
import { STAFF_ROLES, type StaffRole } from '../../../src/domain/staff/staff-user.ts'
import { buildStaffDocument } from '../../../src/http/staff-api/staff-document.ts'
import type { StaffRoute } from '../../../src/http/staff-api/staff-door.ts'
import { assertStaffRoutes, staffRoutes } from '../../../src/http/staff-api/staff-routes.ts'
import { buildStaffServer } from './support/staff-server.ts'

const SOMETHING = '01kd5v3m8qf6mrx3e0c9h2t4za'
const PREFIXES: Record<string, string> = {
  inspectionId: 'ins',
  shipmentId: 'shp',
  lotId: 'lot',
  refundId: 'rfc',
  fileId: 'fil',
  ruleId: 'rul',
  differenceId: 'dif',
  lineId: 'oln',
  changeId: 'crc',
  orderId: 'ord',
}
const closed = staffRoutes.filter((route) => route.access !== 'anyone')
const urlOf = (route: StaffRoute) =>
  route.path.replace('{code}', 'RELABEL').replace(/\{(\w+)\}/g, (_match, name: string) => `${PREFIXES[name]}_${SOMETHING}`)
const payloadOf = (route: StaffRoute) => (route.bodyExample === undefined ? {} : { payload: route.bodyExample as object })

t.test('every route for every role: 403 for those it does not name', async (t) => {
  const { call, be } = await buildStaffServer()
  for (const role of STAFF_ROLES) {
    const as = await be(role)
    for (const route of closed) {
      if (route.operationId === 'signOut') continue
      const answer = await call({ method: route.method, url: urlOf(route), as, ...payloadOf(route) })
      const isNamed = (route.access as readonly StaffRole[]).includes(role)
      const { code } = answer.headers['content-type']?.toString().includes('json') ? answer.json() : { code: undefined }
      if (isNamed) t.not(answer.statusCode, 401, `${role} ${route.operationId}`)
      t.equal(
        answer.statusCode === 403 && code === 'actor.not_permitted',
        !isNamed,
        `${role} ${route.operationId}: ${answer.statusCode} ${code}`,
      )
    }
  }
})

t.test('401 for everything but signing in without a session', async (t) => {
  const { call } = await buildStaffServer()
  for (const route of closed) {
    const answer = await call({ method: route.method, url: urlOf(route), ...payloadOf(route) })
    t.equal(answer.statusCode, 401, route.operationId)
    t.equal(answer.json().code, 'auth.required')
  }
})

t.test('the server does not start with a route that names nobody', async (t) => {
  const [route] = closed
  if (route === undefined) return t.fail('no routes')
  t.throws(() => assertStaffRoutes([{ ...route, access: [] }]), /no role/)
  t.throws(() => assertStaffRoutes([{ ...route, access: 'anyone' }]), /open to anyone/)
  t.doesNotThrow(() => assertStaffRoutes(staffRoutes))
})

t.test('the document tells who may call what', async (t) => {
  const document = buildStaffDocument('https://gateway.test')
  const operations = Object.values(document.paths).flatMap((item) => Object.values(item)) as Record<string, unknown>[]
  t.equal(operations.length, staffRoutes.length)
  for (const operation of operations) {
    const isOpen = operation.operationId === 'signIn'
    t.same(operation.security, isOpen ? [] : [{ session: [] }])
    t.equal(Array.isArray(operation['x-staff-roles']), !isOpen)
  }
})
