import { buildGroup } from '../ledger/build-group.ts'
import { moveCreditDraw } from '../moves/bindings.ts'
import type { Transaction } from '../ports.ts'
import type { Actor } from '../shared/actor.ts'
import type { Ids } from '../shared/ids.ts'
import { money } from '../shared/money.ts'
import { type CreditDraw, openOf } from './credit-draw.ts'

export type Repayment = { draws: readonly CreditDraw[]; amountMinor: bigint; actor: Actor; at: Date }

/**
 * Pays draws back from `available`, one after another as given, until the amount is spent; answers those it touched. The caller
 * holds the locks of the balance, the line and the draws, and the amount is in the balance.
 */
export async function repayDraws(tx: Transaction, { ids }: { ids: Ids }, repayment: Repayment): Promise<CreditDraw[]> {
  const { draws, actor, at } = repayment
  let rest = repayment.amountMinor
  const touched: CreditDraw[] = []
  for (const draw of draws) {
    const open = openOf(draw)
    const paid = open < rest ? open : rest
    if (paid <= 0n) continue
    rest -= paid
    const repaidMinor = draw.repaidMinor + paid
    const isLast = paid === open
    const repayCredit = buildGroup({
      ...{ id: ids.next('grp'), template: 'repayCredit', tenant: { partnerId: draw.partnerId, livemode: draw.livemode } },
      amounts: { repaid: money(paid, draw.currency) },
      // What was repaid before tells the parts apart: the same part twice is one.
      idempotencyKey: `repayCredit:${draw.id}:${repaidMinor}`,
      ...{ sourceType: 'creditDraw', sourceId: draw.id, at },
    })
    touched.push(
      await moveCreditDraw(tx, draw, {
        event: isLast ? 'repay' : 'repayPart',
        actor,
        at,
        facts: { openMinor: open, paidMinor: paid },
        change: { repaidMinor, ...(isLast ? { repaidAt: at } : {}) },
        postings: { repayCredit },
      }),
    )
  }
  return touched
}
