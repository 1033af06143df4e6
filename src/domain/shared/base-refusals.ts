/** Refusals any feature may raise. */
export const baseRefusals = [
  'resource.not_found',
  'resource.version_mismatch',
  'resource.version_required',
  'resource.already_exists',
  'resource.in_use',
  'actor.not_permitted',
  'idempotency.key_reused',
  'idempotency.in_progress',
  'mode.live_only',
  'mode.test_only',
  'cursor.invalid',
  'upstream.unavailable',
  'upstream.quota_exhausted',
  'upstream.rejected',
  'upstream.outcome_unknown',
] as const
