import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { APIS } from './apis.ts'
import { BusinessError } from './protocol/business-error.ts'
import { type Admitted, admit, answer } from './protocol/dispatch.ts'
import { dressAnswer } from './protocol/dress-answer.ts'
import { GatewayError } from './protocol/gateway-error.ts'
import { writeJson } from './protocol/json.ts'
import { requestBody } from './protocol/request-body.ts'
import { type Fault, type FaultList, isJoinable } from './state/faults.ts'
import { runDue } from './state/run-due.ts'
import { settingsWith } from './state/settings.ts'
import type { World } from './state/world.ts'
import { getToken, postponeToken } from './system/oauth.ts'

type Path = { namespace: string; name: string; appKey?: string }

/** The 1688 side: `/openapi/param2/1/{namespace}/{api}/{appKey}` by GET and POST, and the unsigned token calls. */
export function gatewayRoutes(server: FastifyInstance, { world, flush }: { world: () => World; flush: () => void }): void {
  for (const url of ['/openapi/param2/1/:namespace/:name/:appKey', '/openapi/param2/1/:namespace/:name']) {
    server.route<{ Params: Path }>({
      method: ['GET', 'POST'],
      url,
      handler: (request, reply) => serve(world(), request, reply).finally(flush),
    })
  }
  for (const [name, handle] of [
    ['getToken', getToken],
    ['postponeToken', postponeToken],
  ] as const) {
    for (const protocol of ['http', 'param2']) {
      server.route<{ Params: { appKey: string } }>({
        method: ['GET', 'POST'],
        url: `/openapi/${protocol}/1/system.oauth2/${name}/:appKey`,
        handler: async (request, reply) => {
          const { params } = await requestBody(request)
          const { appKey } = request.params
          const waiting = world().faults
          const faults = waiting.take(name, appKey)
          return (await troubled(reply, faults, waiting)) ? reply : send(reply, () => handle(world(), appKey, params))
        },
      })
    }
  }
  server.all('/openapi/*', async (_request, reply) => fail(reply, new GatewayError('gw.APIUnsupported')))
}

async function serve(world: World, request: FastifyRequest<{ Params: Path }>, reply: FastifyReply): Promise<FastifyReply> {
  runDue(world)
  const { appKey, name } = request.params
  const faults = world.faults.take(name, appKey)
  const patches = faults.filter((one) => one.kind === 'settings').map((one) => one.settings)
  const { latencyMs } = settingsWith(world.settings, [world.apps.find(appKey ?? '')?.settings ?? {}, ...patches])
  if (latencyMs > 0) await sleep(latencyMs)
  const { params, files } = await requestBody(request)
  if (await troubled(reply, faults, world.faults)) return reply
  const fault = faults.find((one) => !isJoinable(one))
  try {
    const admitted = admit(world, APIS, { ...request.params, appKey, params, files, patches })
    return await run({ admitted, fault, reply })
  } catch (error) {
    if (error instanceof GatewayError) return fail(reply, error)
    throw error
  }
}

/** Runs the API with the faults that need its effect or replace its answer. */
async function run({
  admitted,
  fault,
  reply,
}: {
  admitted: Admitted
  fault: Fault | undefined
  reply: FastifyReply
}): Promise<FastifyReply> {
  const { settings } = admitted.call.world
  if (fault?.kind === 'business') {
    return json(reply, 200, dressAnswer(admitted.api.refuse(new BusinessError(fault.code, 'fault')), settings))
  }
  admitted.call.variant = fault?.kind === 'variant' ? fault.variant : null
  const body = await answer(admitted)
  if (fault?.kind === 'slowAfter') await sleep(fault.ms)
  if (fault?.kind === 'cutAfter') return cut(reply)
  return json(reply, 200, dressAnswer(body, settings))
}

/** Waits as long as the faults say; true when one of them answered instead of the API. A reply itself cannot be promised: it is a promise. */
async function troubled(reply: FastifyReply, faults: readonly Fault[], held: FaultList): Promise<boolean> {
  for (const fault of faults) {
    if (fault.kind === 'latency') await sleep(fault.ms)
    if (fault.kind === 'hold') await held.hold()
  }
  const fault = faults.find((one) => !isJoinable(one))
  if (fault?.kind === 'cutBefore') cut(reply)
  return fault !== undefined && (fault.kind === 'cutBefore' || brokenAnswer(reply, fault) !== null)
}

/** Faults that answer instead of the API: nothing happens behind them. */
function brokenAnswer(reply: FastifyReply, fault: Fault): FastifyReply | null {
  if (fault.kind === 'gateway') return fail(reply, new GatewayError(fault.code))
  if (fault.kind === 'http') return json(reply, fault.status, { message: 'internal error' })
  if (fault.kind === 'html')
    return reply
      .status(fault.status)
      .type('text/html; charset=utf-8')
      .send('<html><body><h1>502 Bad Gateway</h1><p>tengine</p></body></html>')
  if (fault.kind === 'garbage') return reply.type('application/json;charset=UTF-8').send('{"result":{"success":tr')
  return null
}

function send(reply: FastifyReply, make: () => unknown): FastifyReply {
  try {
    return json(reply, 200, make())
  } catch (error) {
    if (error instanceof GatewayError) return fail(reply, error)
    throw error
  }
}

function fail(reply: FastifyReply, error: GatewayError): FastifyReply {
  return json(reply, error.status, error.body())
}

function json(reply: FastifyReply, status: number, body: unknown): FastifyReply {
  return reply.status(status).type('application/json;charset=UTF-8').send(writeJson(body))
}

function cut(reply: FastifyReply): FastifyReply {
  reply.hijack()
  reply.raw.socket?.destroy()
  return reply
}
