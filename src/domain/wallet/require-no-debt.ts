import type { Transaction } from '../ports.ts'
import type { Currency } from '../shared/money.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Tenant } from '../shared/tenant.ts'

/** Throws `wallet.debt_unsettled` while a reversed top-up of that currency is owed: its money is gone, so nothing new is bought with it. */
export async function requireNoDebt(tx: Transaction, subject: Tenant & { currency: Currency }): Promise<void> {
  const owed = -(await tx.ledger.balanceOf(subject, 'owed', subject.currency))
  if (owed > 0n) throw new Refusal('wallet.debt_unsettled', { shortfall: { amount: owed, currency: subject.currency } })
}
