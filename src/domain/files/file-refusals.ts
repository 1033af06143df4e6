/** Refusals of uploads and evidence files. */
export const fileRefusals = [
  'file.type_not_allowed',
  'file.too_large',
  'file.unreadable',
  'file.active_content',
  'file.checksum_mismatch',
  'file.too_many_unused',
  'file.busy',
  'file.still_referenced',
] as const
