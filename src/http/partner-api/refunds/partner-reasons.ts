import { REASON_CODES, reasonRule } from '../../../domain/refunds/reasons.ts'
import { PARTNER_REFUND_TYPES, type RefundType } from '../../../domain/refunds/refund-types.ts'

const TYPES: readonly RefundType[] = PARTNER_REFUND_TYPES

/** The reasons that fit at least one of the types a partner may ask for (domain.md 10.5). */
export const PARTNER_REASONS = REASON_CODES.filter((code) => reasonRule(code).types.some((type) => TYPES.includes(type)))
