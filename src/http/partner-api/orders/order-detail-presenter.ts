import { z } from 'zod'
import type { CancelFacts } from '../../../domain/orders/cancel-terms.ts'
import { dispatchTerms } from '../../../domain/orders/dispatch-terms.ts'
import type { RuleRow } from '../../../domain/policy/rule-row.ts'
import type { OrderView } from '../../../domain/use-cases.ts'
import { cancellationExample, cancellationWire, presentCancellation } from './cancellation-presenter.ts'
import { dispatchExample, dispatchWire, presentDispatch } from './dispatch-presenter.ts'
import { orderExample, orderWire, presentOrder } from './order-presenter.ts'

export const orderDetailWire = orderWire
  .extend({
    cancellation: cancellationWire,
    dispatch: z.array(dispatchWire).meta({ description: 'Of lines that are bought and not shipped yet.' }),
  })
  .meta({ id: 'OrderDetail', description: 'An order, and what cancelling it would do now.' })

export function presentOrderDetail(
  view: OrderView & CancelFacts,
  asked: { at: Date; rows: readonly RuleRow[] },
): z.input<typeof orderDetailWire> {
  const dispatch = dispatchTerms({ ...view, ...asked }).map(presentDispatch)
  return { ...presentOrder(view), cancellation: presentCancellation(view), dispatch }
}

export const orderDetailExample: z.input<typeof orderDetailWire> = {
  ...orderExample,
  cancellation: cancellationExample,
  dispatch: [dispatchExample],
}
