import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { World } from '../state/world.ts'
import { ControlError, control } from './respond.ts'

const resendSchema = z.strictObject({ msgId: z.number().int() })

/** Messages pushed so far, and ways to send one again or to wait for all. */
export function pushControls(server: FastifyInstance, world: () => World): void {
  control(server, 'GET', '/control/messages', {
    world,
    handle({ world: state, query }) {
      const messages = state.pushes
        .list()
        .filter((message) => (query.state ?? message.state) === message.state && (query.type ?? message.type) === message.type)
      return { total: messages.length, messages: messages.slice(-Number(query.limit ?? 100)) }
    },
  })
  control(server, 'POST', '/control/messages/resend', {
    world,
    handle(at) {
      if (!at.world.pushes.resend(at.read(resendSchema).msgId)) throw new ControlError(404, 'message not found')
      return { ok: true }
    },
  })
  control(server, 'POST', '/control/messages/flush', {
    world,
    async handle(at) {
      await at.world.pushes.idle()
      return { ok: true }
    },
  })
}
