/** Refusals of partners, keys, staff and sessions. */
export const partnerRefusals = [
  'partner.suspended',
  'partner.storefront_invalid',
  'key.limit_reached',
  'key.last_key',
  'key.scope_not_grantable',
  'staff.credentials_wrong',
  'staff.locked',
  'staff.password_too_weak',
] as const
