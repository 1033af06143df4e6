import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { arbitrate } from '../state/refunds/arbitrate.ts'
import { moveRefund } from '../state/refunds/move-refund.ts'
import type { Refund } from '../state/refunds/refund.ts'
import { agreeRefund, modifyRefund, receiveReturn, rejectRefund } from '../state/refunds/refund-answers.ts'
import type { World } from '../state/world.ts'
import { type Control, ControlError, control, found } from './respond.ts'
import { refundView } from './views.ts'

const rejectSchema = z.strictObject({ reason: z.string().default('商品无质量问题') })
const rulingSchema = z.strictObject({ winner: z.enum(['buyer', 'seller']).default('buyer') })
const modifySchema = z.strictObject({
  applyPaymentFen: z.number().int().positive().optional(),
  description: z.string().min(2).max(150).optional(),
})

type Move = (world: World, refund: Refund, at: Control) => void

/** Path word -> what the seller (or the buyer on the site) does. */
const MOVES: Readonly<Record<string, Move>> = {
  agree: (world, refund) => agreeRefund(world, refund),
  reject: (world, refund, at) => rejectRefund(world, refund, at.read(rejectSchema).reason),
  'confirm-return': (world, refund) => receiveReturn(world, refund),
  close: (world, refund) => moveRefund(world, refund, { event: 'close', operator: 'system', action: 'CRM_APPLY_TIMEOUT_CLOSE' }),
  arbitrate(world, refund, at) {
    if (!refund.inArbitration) throw new ControlError(409, 'nobody asked for arbitration')
    arbitrate(world, refund, at.read(rulingSchema).winner)
  },
  modify: (world, refund, at) => modifyRefund(world, refund, at.read(modifySchema)),
}

/** What sellers do with refunds. A seller told to stay silent answers no more: only the time-out does. */
export function refundControls(server: FastifyInstance, world: () => World): void {
  control(server, 'GET', '/control/refunds', {
    world,
    handle: ({ world: state, query }) => ({
      refunds: state.refunds
        .newestFirst()
        .filter((refund) => (query.orderId ?? refund.orderId) === refund.orderId)
        .slice(0, 100)
        .map(refundView),
    }),
  })
  control(server, 'GET', '/control/refunds/:refundId', { world, handle: (at) => refundView(refundOf(at)) })
  control(server, 'POST', '/control/refunds/:refundId/stay-silent', {
    world,
    handle(at) {
      const refund = refundOf(at)
      refund.silent = true
      return refundView(refund)
    },
  })
  for (const [word, move] of Object.entries(MOVES)) {
    control(server, 'POST', `/control/refunds/:refundId/${word}`, {
      world,
      handle(at) {
        const refund = refundOf(at)
        if (refund.silent && (word === 'agree' || word === 'reject' || word === 'confirm-return'))
          throw new ControlError(409, 'this seller stays silent')
        move(at.world, refund, at)
        return refundView(refund)
      },
    })
  }
}

function refundOf({ world, path }: Control): Refund {
  return found(world.refunds.find(path.refundId ?? ''), 'refund')
}
