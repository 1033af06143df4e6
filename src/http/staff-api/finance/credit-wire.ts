import { z } from 'zod'
import { CREDIT_CHANGE_STATES, type CreditChange } from '../../../domain/credit/credit-change.ts'
import { CREDIT_DRAW_STATES, CREDIT_SOURCES, type CreditDraw, openOf } from '../../../domain/credit/credit-draw.ts'
import { CREDIT_STATUSES, leftToDraw } from '../../../domain/credit/credit-line.ts'
import type { CreditLineView } from '../../../domain/credit/credit-ports.ts'
import type { Named } from '../../../domain/wallet/finance-reads.ts'
import { idWire, instantWire, moneyWire, toInstantWire, toMoneyWire } from '../../schema/wire.ts'

const owner = { partnerId: z.string(), partnerName: z.string(), livemode: z.boolean() }

const creditLineRowWire = z
  .object({
    id: idWire('crl'),
    ...owner,
    status: z.enum(CREDIT_STATUSES),
    limit: moneyWire,
    drawn: moneyWire,
    left: moneyWire,
    overdue: moneyWire,
    termDays: z.int(),
    nextDueAt: instantWire.nullable(),
    nextDue: moneyWire,
  })
  .meta({ id: 'StaffCreditLine' })

export const creditDrawRowWire = z
  .object({
    id: idWire('crd'),
    ...owner,
    state: z.enum(CREDIT_DRAW_STATES),
    source: z.object({ type: z.enum(CREDIT_SOURCES), id: z.string() }).meta({ id: 'StaffCreditSource' }),
    drawn: moneyWire,
    owed: moneyWire,
    drawnAt: instantWire,
    dueAt: instantWire,
  })
  .meta({ id: 'StaffCreditDraw' })

export const creditChangeRowWire = z
  .object({
    id: idWire('crc'),
    ...owner,
    state: z.enum(CREDIT_CHANGE_STATES),
    status: z.enum(CREDIT_STATUSES),
    limit: moneyWire,
    termDays: z.int(),
    reason: z.string(),
    maker: z.string(),
    checker: z.string().nullable(),
    allowed: z.array(z.enum(['approve', 'reject', 'withdraw'])).meta({ description: 'What you may do now.' }),
    createdAt: instantWire,
  })
  .meta({ id: 'StaffCreditChange' })

export const creditWire = z.object({ lines: z.array(creditLineRowWire) }).meta({ id: 'StaffCredit' })

export function toCreditLineRow(line: Named<CreditLineView>): z.input<typeof creditLineRowWire> {
  const { id, partnerId, partnerName, livemode, status, termDays, currency } = line
  return {
    ...{ id, partnerId, partnerName, livemode, status, termDays },
    limit: toMoneyWire(line.limitMinor, currency),
    drawn: toMoneyWire(line.drawnMinor, currency),
    left: toMoneyWire(leftToDraw(line), currency),
    overdue: toMoneyWire(line.overdueMinor, currency),
    nextDueAt: toInstantWire(line.nextDueAt),
    nextDue: toMoneyWire(line.nextDueMinor, currency),
  }
}

export function toCreditDrawRow(draw: Named<CreditDraw>): z.input<typeof creditDrawRowWire> {
  const { id, partnerId, partnerName, livemode, state, currency } = draw
  return {
    ...{ id, partnerId, partnerName, livemode, state, source: { type: draw.sourceType, id: draw.sourceId } },
    drawn: toMoneyWire(draw.drawnMinor, currency),
    owed: toMoneyWire(openOf(draw), currency),
    drawnAt: toInstantWire(draw.createdAt),
    dueAt: toInstantWire(draw.dueAt),
  }
}

/** A change with the names of the people; who proposed it may take it back, anybody else may agree or refuse. */
export function toCreditChangeRow(
  change: Named<CreditChange>,
  { names, userId }: { names: ReadonlyMap<string, string>; userId: string },
): z.input<typeof creditChangeRowWire> {
  const { id, partnerId, partnerName, livemode, state, status, termDays, reason, makerId, checkerId } = change
  const open = makerId === userId ? (['withdraw'] as const) : (['approve', 'reject'] as const)
  return {
    ...{ id, partnerId, partnerName, livemode, state, status, termDays, reason },
    limit: toMoneyWire(change.limitMinor, change.currency),
    maker: names.get(makerId) ?? makerId,
    checker: checkerId === null ? null : (names.get(checkerId) ?? checkerId),
    allowed: state === 'PROPOSED' ? [...open] : [],
    createdAt: toInstantWire(change.createdAt),
  }
}

const PARTNER = { partnerId: 'par_01kd5v3m8qf6mrx3e0c9h2t4za', partnerName: 'Demo Store', livemode: true }
const usd = (amount: number) => ({ amount, currency: 'USD' as const })

export const creditChangeRowExample: z.input<typeof creditChangeRowWire> = {
  id: 'crc_01kd5v3m8qf6mrx3e0c9h2t4zq',
  ...PARTNER,
  state: 'PROPOSED',
  status: 'ACTIVE',
  limit: usd(1_000_000),
  termDays: 30,
  reason: 'A year without a late payment',
  maker: '财务',
  checker: null,
  allowed: ['approve', 'reject'],
  createdAt: '2026-11-22T01:02:03.000Z',
}

export const creditDrawRowExample: z.input<typeof creditDrawRowWire> = {
  id: 'crd_01kd5v3m8qf6mrx3e0c9h2t4zq',
  ...PARTNER,
  state: 'OPEN',
  source: { type: 'order', id: 'ord_01kd5v3m8qf6mrx3e0c9h2t4zc' },
  drawn: usd(9_000),
  owed: usd(9_000),
  drawnAt: '2026-11-22T01:02:03.000Z',
  dueAt: '2026-12-22T16:00:00.000Z',
}

export const creditExample: z.input<typeof creditWire> = {
  lines: [
    {
      id: 'crl_01kd5v3m8qf6mrx3e0c9h2t4zq',
      ...PARTNER,
      status: 'ACTIVE',
      limit: usd(500_000),
      drawn: usd(9_000),
      left: usd(491_000),
      overdue: usd(0),
      termDays: 30,
      nextDueAt: '2026-12-22T16:00:00.000Z',
      nextDue: usd(9_000),
    },
  ],
}
