import { type Money, minimum, subtract, zero } from '../shared/money.ts'
import { type FreightPayer, type ReasonCode, reasonRule } from './reasons.ts'

export type ReturnFreight = {
  readonly cost: Money
  readonly reasonCode: ReasonCode
  /** The seller accepted the proof, or the platform ruled. */
  readonly isProofAccepted: boolean
  /** What `returnFreightInsurance` of the order pays at most; null without insurance. */
  readonly insured: Money | null
  readonly hasFreeReturn: boolean
  readonly isAgentFault: boolean
}

export type FreightShare = {
  readonly payer: FreightPayer | 'insurance'
  readonly amount: Money
  readonly isReclaimed: boolean
  readonly rule: number
}

/**
 * Who pays the way back (domain.md 10.8), in order: our fault, insurance, free-return label, proven seller fault, subjective reason; what
 * is disputed is paid by the partner first and reclaimed on success. `rule` is the number in 10.8. The shares sum to the cost.
 */
export function returnFreightShares(freight: ReturnFreight): FreightShare[] {
  const nothing = zero(freight.cost.currency)
  if (freight.isAgentFault) return [{ payer: 'agent', amount: freight.cost, isReclaimed: false, rule: 6 }]
  const insured = freight.insured === null ? nothing : minimum(freight.insured, freight.cost)
  const shares: FreightShare[] = [
    { payer: 'insurance', amount: insured, isReclaimed: false, rule: 1 },
    { ...payerOf(freight), amount: subtract(freight.cost, insured) },
  ]
  return shares.filter((share) => share.amount.amount > 0n)
}

/** Who pays what no insurance does, whatever it costs (domain.md 10.8, 2 to 5). */
export function payerOf(
  freight: Pick<ReturnFreight, 'reasonCode' | 'isProofAccepted' | 'hasFreeReturn'>,
): Omit<FreightShare, 'amount' | 'payer'> & { readonly payer: 'seller' | 'partner' } {
  const { cause } = reasonRule(freight.reasonCode)
  if (freight.hasFreeReturn) return { payer: 'seller', isReclaimed: false, rule: 2 }
  if (cause === 'seller' && freight.isProofAccepted) return { payer: 'seller', isReclaimed: false, rule: 3 }
  if (cause === 'subjective') return { payer: 'partner', isReclaimed: false, rule: 4 }
  return { payer: 'partner', isReclaimed: true, rule: 5 }
}

/** Handling fee of the n-th returned SKU of a month (1-based), by the tiers of the policy row `returnHandling`. */
export function returnHandlingFee(nth: number, tiers: readonly { readonly fromReturn: number; readonly price: Money }[]): Money {
  const tier = tiers.findLast(({ fromReturn }) => nth >= fromReturn)
  if (tier === undefined) throw new RangeError(`no handling tier for return ${nth}`)
  return tier.price
}
