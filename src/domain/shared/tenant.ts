/** Whose row it is and which world it lives in; every partner-owned row carries both, every query is scoped by both. */
export type Tenant = { readonly partnerId: string; readonly livemode: boolean }

/** True when both the partner and the mode are the same; a test row is never the tenant of a live key. */
export function sameTenant(left: Tenant, right: Tenant): boolean {
  return left.partnerId === right.partnerId && left.livemode === right.livemode
}
