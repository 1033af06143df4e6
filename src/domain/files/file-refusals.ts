/** Refusals of uploads and evidence files. */
export const fileRefusals = ['file.type_not_allowed', 'file.too_large', 'file.unreadable', 'file.still_referenced'] as const
