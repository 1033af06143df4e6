import { moveTopUp } from '../moves/bindings.ts'
import { valueAt } from '../policy/rule-at.ts'
import type { RuleBook } from '../policy/rule-book.ts'
import type { RateBook } from '../quotes/reference-rates.ts'
import { SYSTEM_ACTOR } from '../shared/actor.ts'
import { addMilliseconds, type Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { Refusal } from '../shared/refusal.ts'
import type { TopUp } from './top-up.ts'
import { newTopUpRow } from './top-up-row.ts'
import type { CreateTopUp, WalletCommands } from './wallet-commands.ts'

/** How money can come in that mode. */
export type TopUpMethodsOpen = {
  /** Where bank transfers go; null: finance tells the partner. */
  bankInstructions: (livemode: boolean) => string | null
  hasProvider: (livemode: boolean) => boolean
}

export type CreateTopUpTools = { clock: Clock; ids: Ids; rules: RuleBook; rates: RateBook; topUpMethods: TopUpMethodsOpen }

/** Announces money: a bank transfer waits for finance, any other payment is opened at the provider by a job. */
export function createCreateTopUp(tools: CreateTopUpTools): WalletCommands['createTopUp'] {
  return async (tx, input) => {
    if (input.method === 'provider' && !tools.topUpMethods.hasProvider(input.tenant.livemode)) {
      throw new Refusal('top_up.method_not_available', { method: input.method })
    }
    const topUp = newTopUp(tools, input)
    if (input.externalRef !== null) {
      const known = await tx.topUps.findByExternalRef(input.tenant, input.externalRef)
      if (known !== undefined) throw new Refusal('resource.already_exists', { existingId: known.id })
    }
    await tx.topUps.insert(topUp)
    if (topUp.method === 'provider') {
      await tx.outbox.addJob('open-top-up', { id: topUp.id })
      return topUp
    }
    return moveTopUp(tx, topUp, { event: 'opened', actor: SYSTEM_ACTOR, at: topUp.createdAt, facts: {} })
  }
}

/** A top-up nobody has heard of yet. Throws `top_up.currency_not_supported`. */
function newTopUp({ clock, ids, rules, rates, topUpMethods }: CreateTopUpTools, input: Omit<CreateTopUp, 'actor'>): TopUp {
  const { tenant, amount, method, externalRef } = input
  const now = clock.now()
  if (rates.rateAt(amount.currency, now) === undefined) throw new Refusal('top_up.currency_not_supported', { currency: amount.currency })
  const window = valueAt('topUpWindow', now, rules.rowsFor(tenant))
  const expiresAt = addMilliseconds(now, method === 'bankTransfer' ? window.bankTransferMs : window.providerMs)
  return {
    ...newTopUpRow({ id: ids.next('top'), tenant, amount, method, at: now, expiresAt }),
    externalRef,
    instructions: method === 'bankTransfer' ? topUpMethods.bankInstructions(tenant.livemode) : null,
  }
}
