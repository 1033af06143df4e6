import type { FastifyError, FastifyInstance, FastifyPluginAsync, FastifyPluginCallback } from 'fastify'
import { Problem } from '../../problem.ts'
import type { SessionKeeper } from '../session/session-keeper.ts'
import { requireRole } from '../staff-door.ts'

export const QUEUE_BOARD_PATH = '/staff/queues'

export type QueueBoard = FastifyPluginAsync | FastifyPluginCallback

/** The board's page brings styles of its own and reads its settings from an inline block that is data, not a script. */
const BOARD_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'self'; frame-ancestors 'none'"

/**
 * bull-board for admins only: a person who is not signed in is sent to the sign-in page. It knows no CSRF token of ours, so its
 * changes are held to the same origin instead. Refusals are answered here: inside its routes the board answers every error itself.
 */
export async function addQueueBoard(app: FastifyInstance, keeper: SessionKeeper, board: QueueBoard): Promise<void> {
  const refuse = app.errorHandler
  // biome-ignore lint/nursery/noMisusedPromises: Fastify awaits plugins that are async.
  await app.register(async (queues) => {
    queues.addHook('onRequest', async (request, reply) => {
      reply.header('content-security-policy', BOARD_POLICY).header('cache-control', 'no-store')
      try {
        if (request.method !== 'GET' && request.method !== 'HEAD') keeper.requireSameOrigin(request)
        const { user } = await keeper.requireSession(request)
        requireRole(user, ['operatorAdmin'])
      } catch (error) {
        const wantsPage = request.headers.accept?.includes('text/html') === true
        if (wantsPage && error instanceof Problem && error.code === 'auth.required') return reply.redirect('/staff/', 302)
        return refuse(error as FastifyError, request, reply)
      }
    })
    // Both kinds of plugin are registered alike; the overloads of the type tell them apart.
    await queues.register(board as FastifyPluginCallback, { prefix: QUEUE_BOARD_PATH })
  })
}
