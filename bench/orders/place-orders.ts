import { alternate } from '../support/alternate.ts'
import { compared, measured, type Row } from '../support/row.ts'
import type { Sample } from '../support/sample.ts'
import type { Scope } from '../support/scope.ts'
import { CLIENTS, openCheckouts } from './checkout.ts'

const SECONDS = 2
const WARM_UP_SECONDS = 4
const ROUNDS = 3
/** What design means by placing an order has the hold in it; an order that waits for payment has none. */
const ORDERINGS = {
  'orders placed and paid, of 20 partners': { partners: 20, body: { pay: true }, bound: { least: 0.5 } },
  'orders placed and paid, of 1 partner': { partners: 1, body: { pay: true }, bound: { least: 0.5 } },
  'orders placed, of 20 partners': { partners: 20, body: {}, bound: {} },
}

/** Orders taken over HTTP, each from a quote of its own, against the same row writes as one statement of bare `pg`. */
export async function benchPlaceOrders(scope: Scope): Promise<Row[]> {
  const checkouts = await openCheckouts(scope, Object.values(ORDERINGS))
  await checkouts[0]?.order(WARM_UP_SECONDS)
  const rows: Row[] = []
  for (const [index, [what, { bound }]] of Object.entries(ORDERINGS).entries()) {
    const checkout = checkouts[index]
    if (checkout === undefined) continue
    const { order, write, rows: written } = checkout
    const pair = await alternate({ ours: () => order(SECONDS), baseline: () => write(SECONDS) }, ROUNDS)
    const row = compared(`${what}, ${CLIENTS} clients, against one statement`, pair, bound)
    rows.push({ ...row, figures: { ...pair, written } }, waiting(what, pair))
  }
  return rows
}

function waiting(what: string, pair: { ours: Sample; baseline: Sample }): Row {
  const waits = ({ p50Ms, p99Ms }: Sample) => `p50 ${p50Ms.toFixed(0)} ms, p99 ${p99Ms.toFixed(0)} ms`
  return { ...measured(`${what}: waiting`, waits(pair.ours), null), baseline: waits(pair.baseline) }
}
