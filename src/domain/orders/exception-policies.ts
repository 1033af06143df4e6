/** What may happen to units with a problem when the partner stays silent (domain.md 6.3). */
export const EXCEPTION_POLICIES = ['ACCEPT_AS_IS', 'CLAIM_PARTIAL', 'RETURN', 'RESHIP'] as const

export type ExceptionPolicy = (typeof EXCEPTION_POLICIES)[number]
