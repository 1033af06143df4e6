import { buildGroup } from '../ledger/build-group.ts'
import type { Transaction } from '../ports.ts'
import type { RateBook } from '../quotes/reference-rates.ts'
import type { Currency } from '../shared/currencies.ts'
import type { Ids } from '../shared/ids.ts'
import { convert, type Money, money } from '../shared/money.ts'
import { Refusal } from '../shared/refusal.ts'
import type { StockLot } from './stock-lot.ts'

export type ChargeStorageTools = { ids: Ids; rates: RateBook }

/** What is owed for a lot, in that currency at today's reference rate, without a margin; rounded once. */
export function unpaidStorage(lot: StockLot, { rates, currency, at }: { rates: RateBook; currency: Currency; at: Date }): Money {
  return convert(money(lot.feeFen - lot.paidFen, 'CNY'), currency, rateOf(rates, currency, at))
}

/** Takes what is owed for a locked lot out of the balance, which must cover it, and says which days at whose price it was for. */
export async function chargeStorage(
  tx: Transaction,
  { ids, rates }: ChargeStorageTools,
  { lot, currency, at }: { lot: StockLot; currency: Currency; at: Date },
): Promise<StockLot> {
  if (lot.feeFen === lot.paidFen) return lot
  const tenant = { partnerId: lot.partnerId, livemode: lot.livemode }
  const charged = unpaidStorage(lot, { rates, currency, at })
  const groupId = ids.next('grp')
  await tx.ledger.post(
    buildGroup({
      ...{ id: groupId, template: 'chargeServices', tenant, amounts: { charged }, at },
      ...{ idempotencyKey: `storageFee:${lot.id}:${lot.feeDays}`, sourceType: 'stockLot', sourceId: lot.id },
    }),
  )
  const rate = rateOf(rates, currency, at)
  const fees = await tx.storageFees.openOf(lot.id)
  for (const fee of fees) await tx.storageFees.update({ ...fee, paidAt: at, currency, rate, groupId })
  await tx.events.append({
    ...{ tenant, type: 'wallet.charged', resourceType: 'wallet', resourceId: lot.partnerId, resourceVersion: 1, at },
    payload: {
      ...{ id: lot.partnerId, code: 'STORAGE_FEE', lotId: lot.id, orderId: lot.orderId, groupId, rate },
      charged: { amountMinor: charged.amount, currency },
      fees: fees.map(({ firstDay, days, units, feeFen, ruleId, ruleVersion }) => ({ firstDay, days, units, feeFen, ruleId, ruleVersion })),
    },
  })
  return tx.stock.update({ ...lot, paidFen: lot.feeFen })
}

function rateOf(rates: RateBook, currency: Currency, at: Date): string {
  const reference = rates.rateAt(currency, at)
  if (reference === undefined) throw new Refusal('exchange_rate.unavailable', { currency })
  return reference.rate
}
