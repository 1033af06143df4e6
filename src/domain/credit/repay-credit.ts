import type { Transaction } from '../ports.ts'
import type { Actor } from '../shared/actor.ts'
import type { Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { type Money, money } from '../shared/money.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Tenant } from '../shared/tenant.ts'
import { totalOpen } from './cover-hold.ts'
import type { CreditDraw } from './credit-draw.ts'
import { repayDraws } from './repay-draws.ts'

export type RepayCredit = { tenant: Tenant; actor: Actor; amount: Money }

/** Pays credit back before it is due, from the balance, the draws that fall due first; answers the draws it touched. */
export function createRepayCredit({ clock, ids }: { clock: Clock; ids: Ids }) {
  return async (tx: Transaction, { tenant, actor, amount }: RepayCredit): Promise<CreditDraw[]> => {
    const { currency } = amount
    const { available } = await tx.ledger.lockWallet(tenant, currency)
    const line = await tx.creditLines.lockOf(tenant, currency)
    const draws = line === undefined ? [] : await tx.creditDraws.lockUnpaid(tenant, currency)
    const owed = totalOpen(draws)
    if (owed === 0n) throw new Refusal('credit.nothing_owed', { currency, pointer: '#/amount/currency' })
    if (amount.amount > owed) throw new Refusal('credit.more_than_owed', { creditOwed: money(owed, currency), pointer: '#/amount/amount' })
    if (amount.amount > available) {
      const shortfall = money(amount.amount - available, currency)
      throw new Refusal('wallet.insufficient', { required: amount, available: money(available, currency), shortfall })
    }
    return repayDraws(tx, { ids }, { draws, amountMinor: amount.amount, actor, at: clock.now() })
  }
}
