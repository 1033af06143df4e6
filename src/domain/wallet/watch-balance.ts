import type { Transaction } from '../ports.ts'
import type { Clock } from '../shared/clock.ts'

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
