import { addMilliseconds, DAY_MS } from '../shared/clock.ts'
import type { ProviderPayment } from '../wallet/payment-provider.ts'
import type { Batch, Comparing } from './compare-books.ts'
import { comparePayment } from './compare-payment.ts'

const PAGE = 100

/** The provider's payments against our top-ups; then credited top-ups it did not list, one by one. */
export async function* comparePayments(of: Comparing): AsyncGenerator<Batch> {
  const { tools, side, run } = of
  if (side.provider === null) return
  const seen = new Set<string>()
  const window = { from: addMilliseconds(run.windowFrom, -DAY_MS), to: addMilliseconds(run.windowTo, DAY_MS) }
  let page: ProviderPayment[] = []
  for await (const payment of side.provider.listPayments(window)) {
    if (seen.has(payment.reference)) continue
    seen.add(payment.reference)
    page.push(payment)
    if (page.length < PAGE) continue
    yield await compareListed(of, page)
    page = []
  }
  yield await compareListed(of, page)
  const unlisted = await tools.books.creditedTopUps(side.livemode, { from: run.windowFrom, to: run.windowTo })
  for (const topUp of unlisted.filter(({ reference }) => !seen.has(reference))) {
    const payment = await side.provider.findPayment(topUp.reference)
    yield { findings: comparePayment(side.livemode, topUp, payment), moving: [], counted: { paymentsCompared: 1 } }
  }
}

async function compareListed({ tools, side, run }: Comparing, payments: readonly ProviderPayment[]): Promise<Batch> {
  const references = payments.map(({ reference }) => reference)
  const topUps = await tools.books.topUps(side.livemode, references)
  const batch: Batch = { findings: [], moving: [], counted: { paymentsCompared: payments.length } }
  for (const payment of payments) {
    const topUp = topUps.find(({ reference }) => reference === payment.reference)
    const changedAt = [payment.updatedAt, topUp?.updatedAt].filter((at) => at !== undefined)
    if (changedAt.some((at) => at > run.windowTo)) batch.moving.push(payment.reference)
    else batch.findings.push(...comparePayment(side.livemode, topUp, payment))
  }
  return batch
}
