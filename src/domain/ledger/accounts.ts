import type { Currency } from '../shared/currencies.ts'

/** How far down a balance may go: to nothing, to the agreed credit limit, or anywhere (clearing accounts swing both ways). */
export type FloorRule = 'zero' | 'creditLimit' | 'none'

type AccountRule = { readonly owner: 'partner' | 'house'; readonly floor: FloorRule; readonly holds: string }

/** The chart of accounts (domain.md 5.3). `bankClearing`, `fxClearing` and `freightClearing` are where the outside world is booked. */
export const ACCOUNTS = {
  available: { owner: 'partner', floor: 'zero', holds: 'what the partner may spend' },
  reserved: { owner: 'partner', floor: 'zero', holds: 'what open orders and shipments hold' },
  creditLine: { owner: 'partner', floor: 'creditLimit', holds: 'credit drawn, as a negative balance' },
  pending: { owner: 'partner', floor: 'zero', holds: 'paid in, but the provider may still take it back' },
  owed: { owner: 'partner', floor: 'none', holds: 'what a reversed top-up took beyond the balance, as a negative balance' },
  goodsEscrow: { owner: 'house', floor: 'none', holds: 'captured for goods and domestic freight, not yet paid to sellers' },
  sellerClearing1688: { owner: 'house', floor: 'none', holds: 'paid to sellers through 1688, less what came back' },
  serviceRevenue: { owner: 'house', floor: 'none', holds: 'commission earned' },
  vasRevenue: { owner: 'house', floor: 'none', holds: 'inspection, storage and value-added services earned' },
  fxRevenue: { owner: 'house', floor: 'none', holds: 'margin over the reference rate' },
  fxClearing: { owner: 'house', floor: 'none', holds: 'the two legs of exchanges between currencies' },
  freightPayable: { owner: 'house', floor: 'none', holds: 'owed to carriers and insurers' },
  dutyPayable: { owner: 'house', floor: 'none', holds: 'duty and tax collected for authorities' },
  refundClearing: { owner: 'house', floor: 'none', holds: 'received from 1688, not yet passed on; surplus waits for review' },
  advanceRefundReceivable: { owner: 'house', floor: 'none', holds: 'refunds advanced, as a negative balance' },
  subsidyReceived: { owner: 'house', floor: 'none', holds: 'platform money for claims, less what partners got' },
  lossWriteOff: { owner: 'house', floor: 'none', holds: 'our losses and goodwill, as a negative balance' },
  penalty: { owner: 'house', floor: 'none', holds: 'penalties taken from partners' },
  unmatchedReceipts: { owner: 'house', floor: 'none', holds: 'money that came otherwise than asked for, until finance decides' },
  bankClearing: { owner: 'house', floor: 'none', holds: 'money at banks and card processors, as a negative balance' },
} as const satisfies Record<string, AccountRule>

export type AccountKind = keyof typeof ACCOUNTS

/** One account: whose, of which kind, in one currency, in one mode. House accounts have no partner. */
export type AccountKey = {
  readonly partnerId: string | null
  readonly kind: AccountKind
  readonly currency: Currency
  readonly livemode: boolean
}

/** The lowest balance the account may have, in minor units; null when there is no floor. `creditLimit` is not negative. */
export function lowestBalance(kind: AccountKind, creditLimit: bigint = 0n): bigint | null {
  const rule: FloorRule = ACCOUNTS[kind].floor
  if (rule === 'none') return null
  return rule === 'zero' ? 0n : -creditLimit
}
