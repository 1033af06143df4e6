import { benchOrderLists } from './orders/list-orders.ts'
import { benchPlaceOrders } from './orders/place-orders.ts'
import type { Row } from './support/row.ts'
import { inScope } from './support/scope.ts'

/** How fast orders are taken and found again; each with a database server of its own, as only taking them must reach the disk. */
export async function benchOrders(): Promise<Row[]> {
  return [...(await inScope(benchPlaceOrders)), ...(await inScope(benchOrderLists))]
}
