import type { Transaction } from '../ports.ts'
import type { Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import type { Money } from '../shared/money.ts'
import type { Tenant } from '../shared/tenant.ts'
import type { BalanceAlert } from './balance-alert.ts'

export type SetBalanceAlert = { tenant: Tenant; threshold: Money }

/** Sets or replaces the alert of one currency; a balance that is below already is told of anew. */
export function createSetBalanceAlert({ clock, ids }: { clock: Clock; ids: Ids }) {
  return async (tx: Transaction, { tenant, threshold }: SetBalanceAlert): Promise<BalanceAlert> => {
    const at = clock.now()
    const known = await tx.balanceAlerts.lockOf(tenant, threshold.currency)
    if (known !== undefined) return tx.balanceAlerts.update({ ...known, belowMinor: threshold.amount, toldAt: null, updatedAt: at })
    const { partnerId, livemode } = tenant
    const alert: BalanceAlert = {
      ...{ id: ids.next('bal'), partnerId, livemode, currency: threshold.currency, belowMinor: threshold.amount, toldAt: null },
      ...{ createdAt: at, updatedAt: at, version: 1 },
    }
    await tx.balanceAlerts.insert(alert)
    return alert
  }
}
