import type { PolicyValues } from '../policy/policy-values.ts'
import { restrictionHints } from '../shipments/restriction-hints.ts'
import { NEVER_CARRIED, type RestrictionFlag } from '../shipments/restrictions.ts'
import type { OrderLine } from './order.ts'

export const RISKS = ['orderAbove', 'brand', 'neverCarried'] as const
/** Why a person looks at a line before it is bought (domain.md O5). */
export type Risk = (typeof RISKS)[number]

type Rule = PolicyValues['riskHold']

/** What speaks against buying a line at once; `orderFen` is what 1688 would take for all that is paid with it. */
export function risksOf(line: OrderLine, { orderFen, rule }: { orderFen: bigint; rule: Rule }): Risk[] {
  const isLarge = rule.orderAbove.amount > 0n && orderFen > rule.orderAbove.amount
  const hints = rule.brand || rule.neverCarried ? hintsOf(line) : []
  const isSo: Record<Risk, boolean> = {
    orderAbove: isLarge,
    brand: rule.brand && hints.includes('brandSensitive'),
    neverCarried: rule.neverCarried && hints.some((code) => NEVER_CARRIED.has(code)),
  }
  return RISKS.filter((risk) => isSo[risk])
}

/** As the listing was kept when it was quoted. */
function hintsOf({ snapshot }: OrderLine): RestrictionFlag[] {
  const attributes = (snapshot.listing?.productAttributes ?? []).map(({ nameZh, valueZh }) => ({
    name: { zh: nameZh },
    value: { zh: valueZh },
  }))
  return restrictionHints({ title: { zh: snapshot.titleZh }, attributes }).map(({ code }) => code)
}
