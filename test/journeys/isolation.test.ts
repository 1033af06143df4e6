import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import type { Route } from '../../src/http/route.ts'
import { partnerRoutes } from '../../src/http/routes.ts'
import { type Stack, startStack } from '../support/stack.ts'
import { type Answered, type ApiClient, createApiClient, type Wire } from '../support/stack-client.ts'
import { playDemo } from '../support/stack-demo.ts'
import { addKey, addPartner, fingerprint } from '../support/stack-tenants.ts'

/** Parameters that name nothing of one partner alone: everybody has a statement of a month. */
const SHARED = new Set(['productId', 'supplierId', 'month'])

/** Lists that say the same to everybody. */
const PUBLIC = new Set(['listExchangeRates', 'listWarehouseServices'])

/** An id of the same kind that nobody has. */
const missing = (id: string): string => `${id.slice(0, 4)}${'0'.repeat(26)}`

type Page = { data: (Wire & { id: string })[] }

/** One real id of the first partner for each path parameter there is, from what a whole demo left behind. */
async function realIds({ partner, core }: Stack): Promise<Record<string, string>> {
  const firstOf = async (path: string): Promise<string> => (await partner.get<Page>(path)).data[0]?.id ?? ''
  const quote = await core.db.selectFrom('quote').select('id').executeTakeFirstOrThrow()
  const file = await core.db.selectFrom('storedFile').select('id').where('audience', '=', 'partner').executeTakeFirstOrThrow()
  return {
    quoteId: quote.id,
    orderId: await firstOf('/v1/orders'),
    parcelId: await firstOf('/v1/parcels'),
    inspectionId: await firstOf('/v1/inspections'),
    shipmentId: await firstOf('/v1/shipments'),
    refundId: await firstOf('/v1/refunds'),
    fileId: file.id,
    lotId: await firstOf('/v1/stock'),
    eventId: await firstOf('/v1/events'),
    topUpId: await firstOf('/v1/top-ups'),
    drawId: await firstOf('/v1/credit-draws'),
    lineId: (await partner.get<{ data: { lines: { id: string }[] }[] }>('/v1/orders')).data[0]?.lines[0]?.id ?? '',
  }
}

/** What tells one answer from another: everything but the two members that name the request itself. */
function comparable({ status, body }: Answered): Wire {
  const { requestId: _requestId, instance: _instance, ...rest } = body as Wire & { requestId?: string; instance?: string }
  return { status, ...rest }
}

const paramsOf = (route: Route): string[] => [...route.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')

async function ask(client: ApiClient, route: Route, ids: Record<string, string>, body: object = exampleOf(route)): Promise<Answered> {
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '')
  const headers = route.ifMatch === undefined ? {} : { 'if-match': '*' }
  for (;;) {
    const answered = await client.request(route.method, path, { body, headers })
    // So many questions in a row pass the limit of a key; what it answers says nothing about the route.
    if (answered.status !== 429) return answered
    await sleep(1_000 * Number(answered.headers.get('retry-after') ?? 1))
  }
}

function exampleOf(route: Route): object {
  return typeof route.bodyExample === 'object' && route.bodyExample !== null ? route.bodyExample : {}
}

function routeOf(operationId: string): Route {
  const route = partnerRoutes.find((candidate) => candidate.operationId === operationId)
  if (route === undefined) throw new Error(`there is no operation ${operationId}`)
  return route
}

/** Operations whose body names a thing, and such a body. */
const BODIES: Readonly<Record<string, (ids: Record<string, string>) => object>> = {
  placeOrder: ({ quoteId }) => ({ quoteId }),
  createShipment: ({ lotId }) => ({ ...exampleOf(routeOf('createShipment')), items: [{ lotId, quantity: 1 }] }),
  requestRefund: ({ lineId }) => ({
    lineId,
    quantity: 1,
    type: 'REFUND_NO_RETURN_SELLER',
    reasonCode: 'DEFECTIVE_QUALITY',
    description: 'not ours to ask',
    amount: { amount: 100, currency: 'EUR' },
  }),
  simulateEvent: ({ orderId }) => ({ event: 'seller.ships', resourceId: orderId }),
}

t.test('a partner sees nothing of another, nor live of test', async (t) => {
  const stack = await startStack(t, { workers: 'subProcess' })
  const { code, text } = await playDemo(stack)
  t.equal(code, 0, text)
  t.match(await ask(stack.partner, routeOf('createTopUp'), {}), { status: routeOf('createTopUp').response.status })
  // From here on nothing but the requests below may change anything.
  await stack.killWorker()
  await stack.control.flush()
  await stack.payments.flush()
  const ids = await realIds(stack)
  const missingIds = Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, missing(id)]))
  const stranger = await addPartner(stack.core, 'Other Store')
  const clientOf = async (partnerId: string, livemode: boolean) =>
    createApiClient({ url: stack.url, apiKey: await addKey(stack.core, { partnerId, livemode }) })
  const intruders = {
    'another partner': await clientOf(stranger, false),
    'the same partner with a live key': await clientOf(stack.tenant.partnerId, true),
  }
  const own = partnerRoutes.filter((route) => paramsOf(route).some((name) => !SHARED.has(name)))
  t.ok(own.length >= 10, `${own.length} operations name a thing in their path`)
  const before = await fingerprint(stack.core)
  const ownLists = partnerRoutes.filter(
    (route) =>
      route.operationId.startsWith('list') && paramsOf(route).length === 0 && route.tag !== 'Catalogue' && !PUBLIC.has(route.operationId),
  )

  for (const [who, intruder] of Object.entries(intruders)) {
    for (const route of own) {
      t.test(`${who}: ${route.operationId}`, async (t) => {
        t.ok(
          paramsOf(route).every((name) => ids[name]),
          'there is a real id to try',
        )
        const foreign = await ask(intruder, route, ids)
        t.equal(foreign.status, 404)
        t.strictSame(comparable(foreign), comparable(await ask(intruder, route, missingIds)))
      })
    }
    for (const [operationId, bodyOf] of Object.entries(BODIES)) {
      t.test(`${who}: an id in the body of ${operationId}`, async (t) => {
        const route = routeOf(operationId)
        const foreign = await ask(intruder, route, {}, bodyOf(ids))
        t.ok(foreign.status >= 400 && foreign.status < 500, `refused with ${foreign.status}`)
        const absent = await ask(intruder, route, {}, bodyOf(missingIds))
        t.equal(
          JSON.stringify(comparable(foreign)).replaceAll(/\w{3}_\w{26}/g, 'id'),
          JSON.stringify(comparable(absent)).replaceAll(/\w{3}_\w{26}/g, 'id'),
        )
      })
    }
    for (const route of ownLists) {
      t.test(`${who}: ${route.operationId} shows nothing`, async (t) => {
        const mine = (await ask(stack.partner, route, {})).body as Page
        t.ok(mine.data.length > 0, 'there is something to see')
        t.strictSame(((await ask(intruder, route, {})).body as Page).data, [])
        const filtered = await intruder.request<Page>('GET', `${route.path}?orderId=${ids.orderId}`)
        t.strictSame(filtered.body.data ?? [], [], 'nor by a foreign order')
      })
    }
  }

  t.test('its pictures cannot be shown to a seller as proof of a claim', async (t) => {
    const file = await stack.core.db.selectFrom('storedFile').selectAll().executeTakeFirstOrThrow()
    const foreign = { ...file, id: stack.core.ids.next('fil'), partnerId: stranger, audience: 'partner' as const }
    const staffOnly = { ...file, id: stack.core.ids.next('fil'), audience: 'staff' as const }
    await stack.core.db.insertInto('storedFile').values([foreign, staffOnly]).execute()
    const prepared = await fingerprint(stack.core)
    const claim = { ...BODIES.requestRefund?.(ids), amount: undefined }
    for (const fileId of [foreign.id, staffOnly.id, missing(foreign.id)]) {
      const answer = await ask(stack.partner, routeOf('requestRefund'), {}, { ...claim, evidenceFileIds: [fileId] })
      t.match(answer, { status: 404, body: { code: 'resource.not_found' } })
    }
    t.strictSame(await fingerprint(stack.core), prepared)
    await stack.core.db.deleteFrom('storedFile').where('id', 'in', [foreign.id, staffOnly.id]).execute()
  })

  t.test('and nothing was changed by all of it', async (t) => {
    t.strictSame(await fingerprint(stack.core), before)
  })
})
