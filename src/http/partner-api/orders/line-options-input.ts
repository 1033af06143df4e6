import { z } from 'zod'
import type { LineOptions } from '../../../domain/orders/line-options.ts'
import type { LineTolerance } from '../../../domain/orders/order.ts'
import { exceptionPolicyWire } from './order-presenter.ts'

export const toleranceInput = z
  .strictObject({
    bps: z.int().min(0).max(10_000).meta({ description: 'Share of the agreed price, in hundredths of a percent.' }),
    fen: z.int().min(0).max(10_000_000).meta({ description: 'Amount in fen (CNY).' }),
  })
  .meta({
    id: 'PriceTolerance',
    description:
      'How far the seller may move the price of a line, up or down, before you are asked: the larger of both. Zero and zero: you are always asked. Lines bought together are held to the narrowest among them. The operator limits how wide it may be.',
  })

const confirmedInput = z
  .strictObject({ name: z.string().min(1).max(200), value: z.string().min(1).max(200) })
  .meta({ id: 'ConfirmedAttribute', description: 'One choice of the variant as you showed it.' })

export const lineOptionsInput = z
  .strictObject({
    lineNo: z.int().min(1).max(50).meta({ description: 'Which line: counted from 1 in the order of the quote.' }),
    remark: z
      .string()
      .min(1)
      .max(500)
      .optional()
      .meta({ description: 'For the seller, best in Chinese. All remarks to one seller share 500 characters.' }),
    exceptionPolicy: exceptionPolicyWire.optional(),
    priceTolerance: toleranceInput.optional(),
    confirmedAttributes: z.array(confirmedInput).max(20).optional().meta({
      description:
        'The choices of the variant as you showed them, in the language of the quote or in Chinese. If they are not what it is now, nothing is ordered: 409 `order.spec_mismatch`.',
    }),
  })
  .meta({ id: 'LineOptions', description: 'What you say about one line; what you leave out is as for the whole order.' })

/** The options of lines in the words of the domain. */
export function toLineOptions(given: z.output<typeof lineOptionsInput>[] | undefined): LineOptions[] {
  return (given ?? []).map(({ lineNo, remark, exceptionPolicy, priceTolerance, confirmedAttributes }) => ({
    lineNo,
    remark: remark ?? null,
    exceptionPolicy: exceptionPolicy ?? null,
    priceTolerance: toTolerance(priceTolerance),
    confirmedAttributes: confirmedAttributes ?? null,
  }))
}

/** A tolerance in the words of the domain; null when none was given. */
export function toTolerance(given: z.output<typeof toleranceInput> | undefined): LineTolerance | null {
  return given === undefined ? null : { bps: given.bps, atLeastFen: BigInt(given.fen) }
}
