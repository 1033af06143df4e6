import { buildGroup } from '../ledger/build-group.ts'
import type { Transaction } from '../ports.ts'
import type { Ids } from '../shared/ids.ts'
import { type Currency, minimum, money } from '../shared/money.ts'
import type { Tenant } from '../shared/tenant.ts'

/** Pays from `available` what a reversal left owed in that currency, as far as it goes; nothing owed, nothing happens. */
export async function settleDebts(
  tx: Transaction,
  { ids }: { ids: Ids },
  { tenant, currency, at }: { tenant: Tenant; currency: Currency; at: Date },
): Promise<void> {
  const { available, owed } = await tx.ledger.lockWallet(tenant, currency)
  const settled = minimum(money(owed, currency), money(available, currency))
  if (settled.amount <= 0n) return
  const id = ids.next('grp')
  await tx.ledger.post(
    buildGroup({
      id,
      template: 'settleOwed',
      tenant: { partnerId: tenant.partnerId, livemode: tenant.livemode },
      amounts: { settled },
      idempotencyKey: `settleOwed:${id}`,
      sourceType: 'wallet',
      sourceId: tenant.partnerId,
      at,
    }),
  )
}
