import { z } from 'zod'
import {
  CANCEL_CLAIM,
  CANCEL_WAYS,
  type CancelFacts,
  type CancelWay,
  cancelTerms,
  type LineCancelTerms,
} from '../../../domain/orders/cancel-terms.ts'
import type { OrderLine } from '../../../domain/orders/order.ts'
import { CHARGE_CODES, type ChargeCode } from '../../../domain/quotes/quote.ts'
import type { PayoutParts } from '../../../domain/refunds/refund-case.ts'
import { REFUND_TYPE_CODES, type RefundType } from '../../../domain/refunds/refund-types.ts'
import { earliest } from '../../../domain/shared/clock.ts'
import type { Currency } from '../../../domain/shared/currencies.ts'
import { idWire, instantWire, moneyWire, toInstantWire, toMoneyWire } from '../../schema/wire.ts'
import { EXAMPLE } from '../examples.ts'

const retainedWire = z
  .object({ code: z.enum(CHARGE_CODES), amount: moneyWire })
  .meta({ id: 'RetainedPart', description: 'A part of the price that a cancel would not give back.' })

const wayWire = z.enum(CANCEL_WAYS).meta({
  id: 'CancelWay',
  description:
    'FREE: the line ends and its money comes back. REFUND: the seller has the money, a claim is opened and the seller must agree. STOPPING: it is being stopped already. CLAIMED: a claim for all of it is open already. UNDERWAY: the seller is being asked or paid this moment; a cancel is kept and carried out as soon as the outcome is known: FREE if the seller was not paid, else REFUND. SHIPPED: too late to cancel, a claim of one of `refundTypes` can be made. OVER: nothing is left to cancel.',
})

const askedWire = z
  .object({
    event: z
      .enum(['cancel', 'rejectPrice', 'expire'])
      .meta({ description: 'You cancelled, you rejected a price, or a price was not answered in time.' }),
    at: instantWire,
    reason: z.string().nullable(),
    onlyIfFree: z
      .boolean()
      .meta({ description: 'When the seller is paid first, nothing is claimed back: you are told by order.cancel_too_late.' }),
  })
  .meta({
    id: 'StopAsked',
    description: 'A wish to stop lines that waits for 1688: for the answer to a call, or for an order to be closed.',
  })

const lineWire = z
  .object({
    lineId: idWire('oln'),
    lineNo: z.int().min(1),
    way: wayWire,
    quantity: z.int().min(0).meta({ description: 'Units a cancel reaches.' }),
    refund: moneyWire,
    retained: z.array(retainedWire),
    refundTypes: z.array(z.enum(REFUND_TYPE_CODES as [RefundType, ...RefundType[]])).meta({ description: 'What can be claimed instead.' }),
  })
  .meta({ id: 'LineCancellation', description: 'What a cancel would do with one line.' })

export const cancellationWire = z
  .object({
    asked: askedWire.nullable().meta({ description: 'What was asked and is being carried out; null when no line is being stopped.' }),
    possible: z.boolean().meta({ description: 'False when a cancel would change nothing or be refused.' }),
    free: z.boolean().meta({ description: 'Nothing of what was paid would be kept.' }),
    kind: z
      .enum(['FREE', 'REFUND', 'MIXED', 'UNSURE', 'NONE'])
      .meta({ description: 'MIXED: some lines end free of charge, for others a claim is opened. UNSURE: a line is UNDERWAY.' }),
    refundType: z.literal(CANCEL_CLAIM.type).nullable().meta({ description: 'The claim that would be opened, if any.' }),
    refund: moneyWire.meta({
      description:
        'What would come back in all; the part of a claim when the seller agrees, that of a line UNDERWAY when the seller is not paid first.',
    }),
    retained: z.array(retainedWire),
    reasons: z.array(wayWire).meta({ description: 'The ways of the lines, each once.' }),
    until: instantWire.nullable().meta({
      description:
        'When this answer changes by itself; null when something has to happen first, such as the seller being paid or shipping.',
    }),
    lines: z.array(lineWire),
  })
  .meta({ id: 'Cancellation', description: 'What cancelling the order would do now, decided as the cancel itself decides.' })

/** What a cancel would do with the order now. */
export function presentCancellation(facts: CancelFacts): z.input<typeof cancellationWire> {
  const { currency } = facts.order
  const terms = cancelTerms(facts)
  const helped = terms.filter(({ way }) => way === 'FREE' || way === 'REFUND' || way === 'UNDERWAY')
  const ways = new Set<CancelWay>(terms.map(({ way }) => way))
  const ends = helped.flatMap(({ until }) => (until === null ? [] : [until]))
  const [end, ...more] = ends
  return {
    asked: presentAsked(facts.lines),
    possible: helped.length > 0,
    free: helped.length > 0 && !ways.has('REFUND') && !ways.has('UNDERWAY'),
    kind: kindOf(ways),
    refundType: ways.has('REFUND') ? CANCEL_CLAIM.type : null,
    refund: toMoneyWire(
      helped.reduce((total, { refundMinor }) => total + refundMinor, 0n),
      currency,
    ),
    retained: presentRetained(helped, currency),
    reasons: [...ways],
    until: toInstantWire(end === undefined ? null : earliest(end, ...more)),
    lines: terms.map((term) => ({
      lineId: term.line.id,
      lineNo: term.line.lineNo,
      way: term.way,
      quantity: term.quantity,
      refund: toMoneyWire(term.refundMinor, currency),
      retained: presentRetained([term], currency),
      refundTypes: term.refundTypes,
    })),
  }
}

/** The last wish that is still being carried out. */
function presentAsked(lines: readonly OrderLine[]): z.input<typeof askedWire> | null {
  const wishes = lines.flatMap(({ stopAsked }) => (stopAsked === null ? [] : [stopAsked]))
  const last = wishes.toSorted((left, right) => left.at.localeCompare(right.at)).at(-1)
  return last === undefined ? null : { event: last.event, at: last.at, reason: last.reason, onlyIfFree: last.onlyIfFree ?? false }
}

function kindOf(ways: ReadonlySet<CancelWay>): 'FREE' | 'REFUND' | 'MIXED' | 'UNSURE' | 'NONE' {
  if (ways.has('UNDERWAY')) return 'UNSURE'
  if (ways.has('FREE')) return ways.has('REFUND') ? 'MIXED' : 'FREE'
  return ways.has('REFUND') ? 'REFUND' : 'NONE'
}

/** The charge each part of a payout belongs to. */
const CODES: { readonly [part in keyof PayoutParts]: ChargeCode | null } = {
  goodsMinor: 'GOODS',
  domesticFreightMinor: 'DOMESTIC_FREIGHT',
  serviceFeeMinor: 'SERVICE_FEE',
  servicesMinor: 'INSPECTION_FEE',
  fxMarginMinor: 'FX_MARGIN',
  compensationMinor: null,
}

function presentRetained(terms: LineCancelTerms[], currency: Currency): z.input<typeof retainedWire>[] {
  return (Object.keys(CODES) as (keyof PayoutParts)[]).flatMap((part) => {
    const code = CODES[part]
    const minor = terms.reduce((total, { retained }) => total + (retained[part] ?? 0n), 0n)
    return code === null || minor === 0n ? [] : [{ code, amount: toMoneyWire(minor, currency) }]
  })
}

const refund = { amount: 0, currency: 'USD' as const }

export const cancellationExample: z.input<typeof cancellationWire> = {
  asked: null,
  possible: true,
  free: true,
  kind: 'FREE',
  refundType: null,
  refund,
  retained: [],
  reasons: ['FREE'],
  until: '2026-11-23T01:02:03.000Z',
  lines: [{ lineId: EXAMPLE.line, lineNo: 1, way: 'FREE', quantity: 50, refund, retained: [], refundTypes: [] }],
}
