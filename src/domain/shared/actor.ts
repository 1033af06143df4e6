/** Everyone who may cause a move (domain.md section 2), as named in the tables. */
export const ACTOR_KINDS = [
  'partner',
  'system',
  'warehouseStaff',
  'qcLead',
  'buyerAgent',
  'afterSales',
  'finance',
  'operatorAdmin',
  'seller',
  'courier',
  'carrier',
  'platform1688',
  'paymentProvider',
] as const

export type ActorKind = (typeof ACTOR_KINDS)[number]

/** Who did it: the kind decides what is allowed, the id is what the history row remembers. */
export type Actor = { readonly kind: ActorKind; readonly id: string }

/** Timers, relays and rules act under this name. */
export const SYSTEM_ACTOR: Actor = { kind: 'system', id: 'system' }

/** The payment provider acts under this name when its callbacks or our polls move something. */
export const PAYMENT_PROVIDER_ACTOR: Actor = { kind: 'paymentProvider', id: 'paymentProvider' }

/** The platform acts under this name when its messages or polls move something. */
export const PLATFORM_ACTOR: Actor = { kind: 'platform1688', id: '1688' }
