import type { Transaction } from '../../domain/ports.ts'
import type { Currency } from '../../domain/shared/currencies.ts'
import { sameTenant, type Tenant } from '../../domain/shared/tenant.ts'
import { Problem } from '../problem.ts'

/** The minor units of an optional amount. Throws `ledger.currency_mismatch` when it is not in the currency of the order. */
export async function amountOf(
  tx: Transaction,
  { tenant, amount, orderId }: { tenant: Tenant; amount: { amount: number; currency: Currency } | undefined; orderId: string | undefined },
): Promise<bigint | null> {
  if (amount === undefined) return null
  const order = orderId === undefined ? undefined : await tx.orders.find(orderId)
  // What is missing or foreign is left to the use case, so that both are answered alike.
  if (order && sameTenant(order, tenant) && order.currency !== amount.currency) throw new Problem('ledger.currency_mismatch')
  return BigInt(amount.amount)
}
