import { benchOrderLists } from './orders/list-orders.ts'
import { benchPlaceOrders } from './orders/place-orders.ts'
import type { Row } from './support/row.ts'
import { inScope } from './support/scope.ts'

/** How fast orders are taken and found again. */
export function benchOrders(): Promise<Row[]> {
  return inScope(async (scope) => [...(await benchPlaceOrders(scope)), ...(await benchOrderLists(scope))])
}
