import type { Money } from '../shared/money.ts'
import type { Tenant } from '../shared/tenant.ts'
import type { TopUp, TopUpMethod } from './top-up.ts'

export type NewTopUp = { id: string; tenant: Tenant; amount: Money; method: TopUpMethod; at: Date; expiresAt: Date }

/** A top-up nobody has heard of yet. */
export function newTopUpRow({ id, tenant, amount, method, at, expiresAt }: NewTopUp): TopUp {
  return {
    ...{ id, partnerId: tenant.partnerId, livemode: tenant.livemode, state: 'CREATED', method, externalRef: null },
    reference: referenceOf(id),
    currency: amount.currency,
    amountMinor: amount.amount,
    ...{ paidMinor: null, paidCurrency: null, reversedMinor: null, providerPaymentId: null, payUrl: null, instructions: null },
    ...{ reason: null, expiresAt, clearedAt: null, createdAt: at, updatedAt: at, version: 1 },
  }
}

/** Short enough to be typed into a bank form; the end of our ids is random. */
function referenceOf(id: string): string {
  return `XY${id.slice(-12).toUpperCase()}`
}
