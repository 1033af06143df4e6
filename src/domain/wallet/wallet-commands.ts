import type { Transaction } from '../ports.ts'
import type { Actor } from '../shared/actor.ts'
import type { Money } from '../shared/money.ts'
import type { Tenant } from '../shared/tenant.ts'
import type { TopUp, TopUpMethod } from './top-up.ts'

/** What doors may ask to be changed about partners' money. */
export interface WalletCommands {
  createTopUp(tx: Transaction, input: CreateTopUp): Promise<TopUp>
}

export type CreateTopUp = { tenant: Tenant; actor: Actor; amount: Money; method: TopUpMethod; externalRef: string | null }
