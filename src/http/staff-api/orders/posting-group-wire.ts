import { z } from 'zod'
import type { LedgerEntryView } from '../../../domain/ledger/ledger-entry-view.ts'
import { instantWire, moneyWire, toInstantWire, toMoneyWire } from '../../schema/wire.ts'

export const postingGroupWire = z
  .object({
    id: z.string(),
    template: z.string(),
    sourceId: z.string(),
    at: instantWire,
    postings: z.array(
      z.object({ account: z.string(), amount: moneyWire }).meta({ id: 'StaffPosting', description: 'Positive: the account has more.' }),
    ),
  })
  .meta({ id: 'StaffPostingGroup', description: 'What was booked at once; its postings sum to zero in every currency.' })

/** Postings by their group, groups in the order they were booked; the parts of one account and currency are added up. */
export function toPostingGroups(entries: readonly LedgerEntryView[]): z.input<typeof postingGroupWire>[] {
  const groups = Map.groupBy(entries, ({ groupId }) => groupId)
  return [...groups].flatMap(([id, own]) => {
    const [first] = own
    if (first === undefined) return []
    const sums = Map.groupBy(own, ({ account, currency }) => `${account} ${currency}`)
    return {
      ...{ id, template: first.template, sourceId: first.sourceId, at: toInstantWire(first.createdAt) },
      postings: [...sums.values()].flatMap(([one, ...more]) => {
        if (one === undefined) return []
        const total = more.reduce((sum, { amountMinor }) => sum + amountMinor, one.amountMinor)
        return { account: one.account, amount: toMoneyWire(total, one.currency) }
      }),
    }
  })
}
