import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { BusinessError } from '../protocol/business-error.ts'
import { parseJson, writeJson } from '../protocol/json.ts'
import type { World } from '../state/world.ts'

export class ControlError extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** What a control operation gets: its path parameters, and a body checked by `read`. */
export type Control = {
  world: World
  path: Readonly<Record<string, string>>
  query: Readonly<Record<string, string>>
  read<T extends z.ZodType>(schema: T): z.output<T>
}
export type ControlHandler = (control: Control) => unknown

/** Adds a JSON operation of the control plane: a wrong body is 422, an unknown thing 404, an impossible move 409. */
export function control(
  server: FastifyInstance,
  method: 'GET' | 'POST' | 'DELETE',
  url: string,
  at: { world: () => World; handle: ControlHandler },
): void {
  server.route({
    method,
    url,
    handler: async (request, reply) => {
      try {
        return send(reply, 200, await at.handle(controlOf(at.world(), request)))
      } catch (error) {
        return refuse(reply, error)
      }
    },
  })
}

/** The thing looked for, or 404. */
export function found<T>(thing: T | null | undefined, what: string): T {
  if (thing === null || thing === undefined) throw new ControlError(404, `${what} not found`)
  return thing
}

function controlOf(world: World, request: FastifyRequest): Control {
  return {
    world,
    path: request.params as Record<string, string>,
    query: request.query as Record<string, string>,
    read: (schema) => schema.parse(typeof request.body === 'string' ? parseJson(request.body || '{}') : (request.body ?? {})),
  }
}

function refuse(reply: FastifyReply, error: unknown): FastifyReply {
  if (error instanceof z.ZodError) return send(reply, 422, { error: z.prettifyError(error) })
  if (error instanceof SyntaxError) return send(reply, 400, { error: 'body is not JSON' })
  if (error instanceof ControlError) return send(reply, error.status, { error: error.message })
  if (error instanceof BusinessError) return send(reply, 409, { error: error.message, code: error.code })
  throw error
}

function send(reply: FastifyReply, status: number, body: unknown): FastifyReply {
  return reply
    .status(status)
    .type('application/json; charset=utf-8')
    .send(`${writeJson(body)}\n`)
}
