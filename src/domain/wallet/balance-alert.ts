import type { Transaction } from '../ports.ts'
import type { Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import type { Currency, Money } from '../shared/money.ts'
import type { Tenant } from '../shared/tenant.ts'

/** The balance below which a partner wants to hear of it; nothing means never. */
export type BalanceAlert = Tenant & {
  id: string
  currency: Currency
  belowMinor: bigint
  /** Told since the balance sank below; null again once it is back. */
  toldAt: Date | null
  createdAt: Date
  updatedAt: Date
  version: number
}

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

/** Tells a partner that its balance has sunk below what it named: once until it is back above, however many bookings there are. */
export function createWatchBalance({ clock }: { clock: Clock }): (tx: Transaction, alertId: string) => Promise<void> {
  return async (tx, alertId) => {
    const alert = await tx.balanceAlerts.lock(alertId)
    if (alert === undefined) return
    const { partnerId, livemode, currency, belowMinor } = alert
    const balance = await tx.ledger.balanceOf(alert, 'available', currency)
    const isBelow = balance < belowMinor
    if (isBelow === (alert.toldAt !== null)) return
    const at = clock.now()
    await tx.balanceAlerts.update({ ...alert, toldAt: isBelow ? at : null, updatedAt: at })
    if (!isBelow) return
    await tx.events.append({
      ...{ tenant: { partnerId, livemode }, type: 'wallet.low_balance', resourceType: 'wallet', resourceId: alert.id, at },
      resourceVersion: alert.version + 1,
      payload: {
        id: alert.id,
        available: { amountMinor: balance, currency },
        threshold: { amountMinor: belowMinor, currency },
      },
    })
  }
}
