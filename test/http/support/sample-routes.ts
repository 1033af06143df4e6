import { setImmediate } from 'node:timers/promises'
import { z } from 'zod'
import { Refusal } from '../../../src/domain/shared/refusal.ts'
import { type Answer, answer, versionTag } from '../../../src/http/answer.ts'
import { createCursors, listAnswer, pageRequestOf } from '../../../src/http/pagination.ts'
import type { Caller } from '../../../src/http/partner-api/partner-door.ts'
import type { Route } from '../../../src/http/route.ts'
import { routeDefiner } from '../../../src/http/route.ts'
import { idWire, listWire, metadataInput, metadataWire, moneyWire, pageQuery } from '../../../src/http/schema/wire.ts'

export type Thing = {
  id: string
  partnerId: string
  livemode: boolean
  name: string
  version: number
  metadata: Record<string, string>
  createdAt: Date
}
export type SampleServices = {
  things: Map<string, Thing>
  nextId: () => string
  preparations: { count: number }
  /** What a list waits for. */
  gate: { opens: Promise<void> }
}

const defineRoute = routeDefiner<Caller & SampleServices, { name: 'tx' }>('partner')
const thingWire = z
  .object({ id: idWire('ord'), name: z.string(), price: moneyWire.nullable(), metadata: metadataWire, note: z.string().nullable() })
  .meta({ id: 'Thing' })
const thingId = z.object({ thingId: idWire('ord') })
const EXAMPLE = {
  id: 'ord_01kd5v3m8qf6mrx3e0c9h2t4za',
  name: 'lamp',
  price: { amount: 100, currency: 'CNY' as const },
  metadata: {},
  note: null,
}
const cursors = createCursors('secret of the tests')

const present = (thing: Thing) => ({
  id: thing.id,
  name: thing.name,
  price: { amount: 100, currency: 'CNY' as const },
  metadata: thing.metadata,
  note: null,
  secret: 'must not leave',
})

const described = { tag: 'Things', description: 'For tests.' }

const createThing = defineRoute({
  ...described,
  method: 'POST',
  path: '/v1/things',
  operationId: 'createThing',
  summary: 'Create a thing',
  scope: 'things:write',
  body: z
    .strictObject({
      name: z.string().min(1).max(20),
      quantity: z.int().min(1).max(10).default(1),
      lines: z
        .array(z.strictObject({ sku: z.string().max(10) }).meta({ id: 'ThingLine' }))
        .max(3)
        .optional(),
      metadata: metadataInput.optional(),
    })
    .meta({ id: 'CreateThing' }),
  bodyExample: { name: 'lamp' },
  response: { status: 201, schema: thingWire, example: EXAMPLE },
  idempotent: true,
  prepare: async ({ preparations }: Caller & SampleServices) => {
    preparations.count += 1
    await setImmediate()
    return { quantity: 1 }
  },
  handler: async ({ tenant, things, nextId, body, tx, prepared }) => {
    if (body.name === 'forbidden') throw new Refusal('order.move_not_allowed', { allowed: ['cancel'], innards: 'must not leave' })
    if (body.name === 'poor') throw new Refusal('wallet.insufficient', { shortfall: { amount: 5n, currency: 'JPY' } })
    if (body.name === 'explode') throw new Error(`tx ${tx.name} prepared ${prepared.quantity}: the password is swordfish`)
    await setImmediate()
    const thing = { id: nextId(), ...tenant, name: body.name, version: 1, metadata: body.metadata ?? {}, createdAt: new Date() }
    things.set(thing.id, thing)
    return answer(present(thing), { location: `/v1/things/${thing.id}`, etag: versionTag(1) })
  },
})

const getThing = defineRoute({
  ...described,
  method: 'GET',
  path: '/v1/things/{thingId}',
  operationId: 'getThing',
  summary: 'Read a thing',
  scope: 'things:read',
  params: thingId,
  etag: true,
  response: { status: 200, schema: thingWire, example: EXAMPLE },
  handler: async ({ params, tenant, things }) => {
    const thing = things.get(params.thingId)
    if (!thing || thing.partnerId !== tenant.partnerId || thing.livemode !== tenant.livemode) throw new Refusal('resource.not_found')
    return answer(present(thing), { etag: versionTag(thing.version) })
  },
})

const renameThing = defineRoute({
  ...described,
  method: 'PATCH',
  path: '/v1/things/{thingId}',
  operationId: 'renameThing',
  summary: 'Rename a thing',
  scope: 'things:write',
  params: thingId,
  ifMatch: 'required',
  body: z.strictObject({ name: z.string().min(1).max(20) }).meta({ id: 'RenameThing' }),
  bodyExample: { name: 'lamp' },
  response: { status: 200, schema: thingWire, example: EXAMPLE },
  handler: async ({ params, body, expectedVersion, things }) => {
    const thing = things.get(params.thingId)
    if (!thing) throw new Refusal('resource.not_found')
    if (expectedVersion !== undefined && expectedVersion !== thing.version) throw new Refusal('resource.version_mismatch')
    const renamed = { ...thing, name: body.name, version: thing.version + 1 }
    things.set(thing.id, renamed)
    return answer(present(renamed), { etag: versionTag(renamed.version) })
  },
})

const listThings = defineRoute({
  ...described,
  method: 'GET',
  path: '/v1/things',
  operationId: 'listThings',
  summary: 'List things',
  scope: 'things:read',
  cost: 2,
  query: z.strictObject({ name: z.array(z.string().max(20)).max(5).optional(), ...pageQuery }),
  response: {
    status: 200,
    schema: listWire(thingWire, 'ThingList'),
    example: { object: 'list', data: [EXAMPLE], hasMore: false, nextCursor: null },
  },
  handler: async ({ query, tenant, things, gate }) => {
    await gate.opens
    const { after } = pageRequestOf(cursors, query)
    const mine = [...things.values()].filter(
      (thing) => thing.partnerId === tenant.partnerId && (!query.name || query.name.includes(thing.name)),
    )
    const rest = mine.sort((a, b) => (a.id < b.id ? 1 : -1)).filter((thing) => !after || thing.id < after.id)
    const page = { rows: rest.slice(0, query.limit), hasMore: rest.length > query.limit }
    return listAnswer(page, { cursors, query, position: (thing) => thing, present })
  },
})

const readSecret = defineRoute({
  ...described,
  method: 'GET',
  path: '/v1/broken-things',
  operationId: 'readBrokenThing',
  summary: 'Answer what the schema does not allow',
  scope: null,
  response: { status: 200, schema: thingWire, example: EXAMPLE },
  handler: async () => ({ ...EXAMPLE, name: null as unknown as string }),
})

const readReady = defineRoute({
  ...described,
  method: 'GET',
  path: '/v1/ready-things',
  operationId: 'readReadyThing',
  summary: 'Answer at once',
  scope: null,
  query: z.strictObject({ fail: z.boolean().optional() }),
  response: { status: 200, schema: thingWire, example: EXAMPLE },
  handler: ({ query }) => {
    if (query.fail) throw new Error('as asked')
    const ready = (): Answer<Uint8Array> => answer(READY, { again: ready, etag: 'v1', nextCursor: 'next' })
    return ready()
  },
})

const READY = Buffer.from(JSON.stringify(EXAMPLE))

export const sampleRoutes: readonly Route[] = [createThing, getThing, renameThing, listThings, readSecret, readReady]
