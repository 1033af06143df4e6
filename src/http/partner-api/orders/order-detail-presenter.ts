import type { z } from 'zod'
import type { CancelFacts } from '../../../domain/orders/cancel-terms.ts'
import type { OrderView } from '../../../domain/use-cases.ts'
import { cancellationExample, cancellationWire, presentCancellation } from './cancellation-presenter.ts'
import { orderExample, orderWire, presentOrder } from './order-presenter.ts'

export const orderDetailWire = orderWire
  .extend({ cancellation: cancellationWire })
  .meta({ id: 'OrderDetail', description: 'An order, and what cancelling it would do now.' })

export function presentOrderDetail(view: OrderView & CancelFacts): z.input<typeof orderDetailWire> {
  return { ...presentOrder(view), cancellation: presentCancellation(view) }
}

export const orderDetailExample: z.input<typeof orderDetailWire> = { ...orderExample, cancellation: cancellationExample }
