/** What a key may be allowed to do; spending money and changing things each have a scope of their own, never implied. */
export const SCOPES = [
  'catalogue:read',
  'quotes:read',
  'quotes:write',
  'orders:read',
  'orders:write',
  'orders:pay',
  'warehouse:read',
  'inspections:decide',
  'shipments:read',
  'shipments:write',
  'shipments:pay',
  'refunds:read',
  'refunds:write',
  'wallet:read',
  'events:read',
  'files:read',
  'sandbox:write',
] as const

export type Scope = (typeof SCOPES)[number]
