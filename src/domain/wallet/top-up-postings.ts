import { buildGroup, type GroupRequest, type PostingGroup } from '../ledger/build-group.ts'
import type { PostingTemplateName } from '../ledger/posting-templates.ts'
import type { Transaction } from '../ports.ts'
import type { Ids } from '../shared/ids.ts'
import { type Money, minimum, money, subtract } from '../shared/money.ts'
import type { TopUp } from './top-up.ts'

type Context<T extends PostingTemplateName> = { ids: Ids; at: Date; amounts: GroupRequest<T>['amounts'] }

/** A group about one top-up: each template moves its money once, whoever asks again (exactly-once credit). */
export function topUpPosting<T extends PostingTemplateName>(template: T, topUp: TopUp, { ids, at, amounts }: Context<T>): PostingGroup {
  return buildGroup({
    id: ids.next('grp'),
    template,
    tenant: { partnerId: topUp.partnerId, livemode: topUp.livemode },
    amounts,
    idempotencyKey: `${template}:${topUp.id}`,
    sourceType: 'topUp',
    sourceId: topUp.id,
    at,
  })
}

/**
 * What a reversal takes from the partner: what is still there from `available`, the rest is owed. Locks the balance, so that nobody
 * spends in between.
 */
export async function reversalAmounts(tx: Transaction, topUp: TopUp): Promise<{ taken: Money; owed: Money }> {
  const currency = topUp.paidCurrency ?? topUp.currency
  const reversed = money(topUp.paidMinor ?? topUp.amountMinor, currency)
  const { available } = await tx.ledger.lockWallet(topUp, currency)
  const taken = minimum(money(available, currency), reversed)
  return { taken, owed: subtract(reversed, taken) }
}
