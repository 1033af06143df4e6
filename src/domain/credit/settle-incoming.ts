import type { Transaction } from '../ports.ts'
import { SYSTEM_ACTOR } from '../shared/actor.ts'
import type { Ids } from '../shared/ids.ts'
import type { Currency } from '../shared/money.ts'
import type { Tenant } from '../shared/tenant.ts'
import { settleDebts } from '../wallet/settle-debts.ts'
import { totalOpen } from './cover-hold.ts'
import type { CreditSource } from './credit-draw.ts'
import { repayDraws } from './repay-draws.ts'

export type Incoming = {
  tenant: Tenant
  currency: Currency
  at: Date
  /** Money that comes back from something bought: what credit paid of that is repaid with it before it can be spent. */
  back?: { amountMinor: bigint; source: CreditSource }
}

/**
 * To be called after money reached `available`. First what was lent for the very thing it comes back from (borrowed money does not
 * become the partner's own), then what a reversed top-up left owed, then draws that are due, oldest first. Draws not yet due stay.
 */
export async function settleIncoming(tx: Transaction, { ids }: { ids: Ids }, { tenant, currency, at, back }: Incoming): Promise<void> {
  const { available } = await tx.ledger.lockWallet(tenant, currency)
  if (available <= 0n) return
  const line = await tx.creditLines.lockOf(tenant, currency)
  if (line !== undefined && back !== undefined && back.amountMinor > 0n) {
    const own = (await tx.creditDraws.lockUnpaid(tenant, currency)).filter((draw) => draw.sourceId === back.source.id)
    const amountMinor = smaller(back.amountMinor, available)
    await repayDraws(tx, { ids }, { draws: own, amountMinor, actor: SYSTEM_ACTOR, at })
  }
  await settleDebts(tx, { ids }, { tenant, currency, at })
  if (line !== undefined) await repayDue(tx, { ids }, { tenant, currency, at })
}

/** Pays what is due from what is there; the caller holds the locks of the balance and the line. */
async function repayDue(tx: Transaction, tools: { ids: Ids }, { tenant, currency, at }: Omit<Incoming, 'back'>): Promise<void> {
  const due = (await tx.creditDraws.lockUnpaid(tenant, currency)).filter((draw) => draw.dueAt <= at)
  if (due.length === 0) return
  const { available } = await tx.ledger.lockWallet(tenant, currency)
  await repayDraws(tx, tools, { draws: due, amountMinor: smaller(available, totalOpen(due)), actor: SYSTEM_ACTOR, at })
}

function smaller(left: bigint, right: bigint): bigint {
  return left < right ? left : right
}
