import { moveTopUp } from '../moves/bindings.ts'
import { valueAt } from '../policy/rule-at.ts'
import type { RuleBook } from '../policy/rule-book.ts'
import type { RateBook } from '../quotes/reference-rates.ts'
import { SYSTEM_ACTOR } from '../shared/actor.ts'
import { addMilliseconds, type Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { Refusal } from '../shared/refusal.ts'
import type { TopUp } from './top-up.ts'
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
  const id = ids.next('top')
  const window = valueAt('topUpWindow', now, rules.rowsFor(tenant))
  return {
    id,
    partnerId: tenant.partnerId,
    livemode: tenant.livemode,
    state: 'CREATED',
    method,
    externalRef,
    reference: referenceOf(id),
    currency: amount.currency,
    amountMinor: amount.amount,
    paidMinor: null,
    paidCurrency: null,
    reversedMinor: null,
    providerPaymentId: null,
    payUrl: null,
    instructions: method === 'bankTransfer' ? topUpMethods.bankInstructions(tenant.livemode) : null,
    reason: null,
    expiresAt: addMilliseconds(now, method === 'bankTransfer' ? window.bankTransferMs : window.providerMs),
    clearedAt: null,
    createdAt: now,
    updatedAt: now,
    version: 1,
  }
}

/** Short enough to be typed into a bank form; the end of our ids is random. */
function referenceOf(id: string): string {
  return `XY${id.slice(-12).toUpperCase()}`
}
