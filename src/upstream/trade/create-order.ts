import { z } from 'zod'
import type { CreatedOrder, CreateOutcome, OrderRefusalReason, OrderRequest } from '../../domain/upstream/order.ts'
import type { ApiClient } from '../client.ts'
import { firstText, members } from '../envelopes.ts'
import { TRADE } from '../namespaces.ts'
import { fen, flag, list, text } from '../wire.ts'
import { cargoParams } from './cargo.ts'
import { failedLineWire, orderRefusalReason, toLineRefusal } from './order-refusals.ts'

const NAME = 'alibaba.trade.createCrossOrder'

/**
 * One attempt at an order. What create does with an `outOrderId` used before is not documented (spec 5.1), so it is never
 * repeated here: `unknown` must be looked up by it. Throws UpstreamError only when nothing can have happened.
 */
export async function createOrder(client: ApiClient, request: OrderRequest & { flow: string; outOrderId: string }): Promise<CreateOutcome> {
  const answer = await client.effect({
    namespace: TRADE,
    name: NAME,
    params: {
      ...cargoParams(request),
      flow: request.flow,
      outOrderId: request.outOrderId,
      message: request.messageToSeller,
      tradeType: request.tradeType,
    },
  })
  if (answer.kind === 'unknown') return { ...answer, upstreamOrderIds: [] }
  return readOutcome(answer.body, { seen: answer.seen, mayBeSeveral: request.lines.length > 1 })
}

type Asked = { seen: string; mayBeSeveral: boolean }

const createdWire = z.object({
  orderId: text,
  totalSuccessAmount: fen,
  postFee: fen,
  orderList: list(z.object({ orderId: text, orderAmmount: fen, postFee: fen, success: flag, resultCode: text, message: text })),
  failedOfferList: list(failedLineWire),
})

/** The outcome is read from what was made, and trusted only where every `success` agrees with it (hazard 2). */
function readOutcome(body: unknown, { seen, mayBeSeveral }: Asked): CreateOutcome {
  const outer = members(body)
  if (!outer) return { kind: 'unknown', cause: 'garbledAnswer', seen, upstreamOrderIds: [] }
  // Two documented samples are flat, without `result`: they have no room for a second order.
  const result = members(outer.result)
  const inner = result ?? outer
  const read = createdWire.safeParse(inner)
  if (!read.success) return { kind: 'unknown', cause: 'garbledAnswer', seen, upstreamOrderIds: [] }
  const orders = createdOrders(read.data)
  const upstreamOrderIds = orders.map((order) => order.upstreamOrderId)
  const lines = read.data.failedOfferList.map(toLineRefusal)
  if (succeeded(outer, inner)) {
    if (orders.length > 0 && !result && mayBeSeveral) return { kind: 'unknown', cause: 'incomplete', seen, upstreamOrderIds }
    if (orders.length > 0) return { kind: 'accepted', orders, failedLines: lines }
    if (lines.length > 0) return { kind: 'refused', code: lines[0]?.code ?? '', reason: lines[0]?.reason ?? 'other', message: null, lines }
    return { kind: 'unknown', cause: 'emptySuccess', seen, upstreamOrderIds }
  }
  if (orders.length > 0) return { kind: 'unknown', cause: 'contradiction', seen, upstreamOrderIds }
  return refused([inner, outer], seen, lines)
}

/** Order entries that say they failed made nothing; documented samples leave their `success` out. */
function createdOrders(wire: z.output<typeof createdWire>): CreatedOrder[] {
  const listed = wire.orderList.flatMap((order) =>
    order.orderId === null || order.success === false
      ? []
      : [{ upstreamOrderId: order.orderId, totalFen: order.orderAmmount, freightFen: order.postFee }],
  )
  if (listed.length > 0) return listed
  return wire.orderId === null ? [] : [{ upstreamOrderId: wire.orderId, totalFen: wire.totalSuccessAmount, freightFen: wire.postFee }]
}

function succeeded(...levels: Record<string, unknown>[]): boolean {
  const told = levels.map((level) => flag.safeParse(level.success).data ?? null).filter((value) => value !== null)
  return told.length > 0 && told.every(Boolean)
}

/** The only codes create documents (spec 2.8); all else is shared with the preview. */
const CREATE_REASONS: Readonly<Record<string, OrderRefusalReason>> = { '400': 'addressInvalid' }

/** Without even a code nobody can say that it was refused. */
function refused(levels: Record<string, unknown>[], seen: string, lines: ReturnType<typeof toLineRefusal>[]): CreateOutcome {
  const code = firstText(levels, ['code', 'errorCode', 'resultCode'])
  const message = firstText(levels, ['message', 'errorMessage', 'errorMsg'])
  if (code === null && message === null) return { kind: 'unknown', cause: 'contradiction', seen, upstreamOrderIds: [] }
  return { kind: 'refused', code: code ?? '', reason: CREATE_REASONS[code ?? ''] ?? orderRefusalReason(code), message, lines }
}
