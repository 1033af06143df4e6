import type { Columns } from './tables.ts'

const OWNED = { partnerId: 'plain', livemode: 'plain', id: 'plain', currency: 'plain' } as const
const TERMS = { status: 'plain', limitMinor: 'plain', termDays: 'plain' } as const
const KEPT = { createdAt: 'plain', updatedAt: 'plain', version: 'plain' } as const

/** Columns of the tables about credit and about being told of a low balance. */
export const CREDIT_COLUMNS: Pick<Columns, 'balanceAlert' | 'creditLine' | 'creditChange' | 'creditDraw'> = {
  balanceAlert: { ...OWNED, ...KEPT, belowMinor: 'plain', toldAt: 'plain?' },
  creditLine: { ...OWNED, ...TERMS, ...KEPT },
  creditChange: {
    ...OWNED,
    ...TERMS,
    ...KEPT,
    state: 'plain',
    fromVersion: 'plain',
    reason: 'plain',
    needsSecond: 'plain',
    makerId: 'plain',
    checkerId: 'plain?',
    decidedAt: 'plain?',
  },
  creditDraw: {
    ...OWNED,
    ...KEPT,
    lineId: 'plain',
    state: 'plain',
    sourceType: 'plain',
    sourceId: 'plain',
    drawnMinor: 'plain',
    repaidMinor: 'plain',
    dueAt: 'plain',
    remindAt: 'plain?',
    overdueAt: 'plain?',
    repaidAt: 'plain?',
  },
}
