import { valueAt } from '../policy/rule-at.ts'
import type { RuleBook } from '../policy/rule-book.ts'
import type { QuoteLine } from '../quotes/quote.ts'
import { Refusal } from '../shared/refusal.ts'
import type { PlaceOrder } from '../use-cases.ts'
import type { ExceptionPolicy } from './exception-policies.ts'
import type { LineTolerance } from './order.ts'
import { MAX_SELLER_MESSAGE, sellerMessage } from './seller-message.ts'

/** What a partner says about one line when ordering; what is not said is as for the whole order. */
export type LineOptions = {
  lineNo: number
  /** For the seller. */
  remark: string | null
  exceptionPolicy: ExceptionPolicy | null
  priceTolerance: LineTolerance | null
  /** The choices of the variant as the partner saw them; null when nothing is confirmed. */
  confirmedAttributes: { name: string; value: string }[] | null
}

/** What holds for a line of the order to be. */
export type ChosenOptions = Omit<LineOptions, 'exceptionPolicy' | 'confirmedAttributes'> & {
  exceptionPolicy: ExceptionPolicy | null
  specConfirmed: boolean
}

/**
 * The options of each line, checked. Throws `order.line_unknown`, `order.tolerance_out_of_bounds`, `order.spec_mismatch` and
 * `order.remark_too_long`.
 */
export function chooseOptions(lines: readonly QuoteLine[], input: PlaceOrder, at: { now: Date; rules: RuleBook }): ChosenOptions[] {
  const given = input.lineOptions ?? []
  for (const [index, { lineNo }] of given.entries()) {
    const isKnown = lines.some((line) => line.lineNo === lineNo) && given.findIndex((other) => other.lineNo === lineNo) === index
    if (!isKnown) throw new Refusal('order.line_unknown', { pointer: `#/lineOptions/${index}/lineNo`, lineNo })
  }
  requireWithinBounds(input, given, at)
  const chosen = lines.map((line) => {
    const index = given.findIndex(({ lineNo }) => lineNo === line.lineNo)
    const options = given[index]
    const confirmed = options?.confirmedAttributes ?? null
    if (confirmed !== null) requireSameSpec(line, confirmed, `#/lineOptions/${index}/confirmedAttributes`)
    return {
      lineNo: line.lineNo,
      remark: options?.remark ?? null,
      exceptionPolicy: options?.exceptionPolicy ?? input.exceptionPolicy,
      priceTolerance: options?.priceTolerance ?? input.priceTolerance ?? null,
      specConfirmed: confirmed !== null,
    }
  })
  requireShortRemarks(lines, chosen)
  return chosen
}

/** A tolerance may be anything from none to what the operator allows: a mistyped one must not buy at any price. */
function requireWithinBounds(input: PlaceOrder, given: readonly LineOptions[], { now, rules }: { now: Date; rules: RuleBook }): void {
  const most = valueAt('priceToleranceLimit', now, rules.rowsFor(input.tenant))
  const named = [
    { tolerance: input.priceTolerance ?? null, pointer: '#/priceTolerance' },
    ...given.map(({ priceTolerance }, index) => ({ tolerance: priceTolerance, pointer: `#/lineOptions/${index}/priceTolerance` })),
  ]
  for (const { tolerance, pointer } of named) {
    if (tolerance === null || (tolerance.bps <= most.bps && tolerance.atLeastFen <= most.atLeast.amount)) continue
    throw new Refusal('order.tolerance_out_of_bounds', { pointer, mostBps: most.bps, mostFen: most.atLeast.amount })
  }
}

/** Every choice of the variant must be there with the value it has now, in the language of the quote or in Chinese, and no other. */
function requireSameSpec(line: QuoteLine, confirmed: readonly { name: string; value: string }[], pointer: string): void {
  const isSame = ({ name, value }: { name: string; value: string }) =>
    line.attributes.some((own) => (own.name === name && own.value === value) || (own.nameZh === name && own.valueZh === value))
  if (confirmed.length === line.attributes.length && confirmed.every(isSame)) return
  throw new Refusal('order.spec_mismatch', {
    pointer,
    lineNo: line.lineNo,
    attributes: line.attributes.map(({ name, value }) => `${name}: ${value}`),
  })
}

/** All remarks to one seller go out as one message, of 500 characters at most (domain.md 3.1). */
function requireShortRemarks(lines: readonly QuoteLine[], chosen: readonly ChosenOptions[]): void {
  const said = lines.map((line, index) => ({ ...line, remark: chosen[index]?.remark ?? null }))
  for (const group of Map.groupBy(said, (line) => line.sellerGroup).values()) {
    const length = sellerMessage(group)?.length ?? 0
    if (length <= MAX_SELLER_MESSAGE) continue
    throw new Refusal('order.remark_too_long', {
      pointer: '#/lineOptions',
      length,
      most: MAX_SELLER_MESSAGE,
      lineNos: group.map(({ lineNo }) => lineNo),
    })
  }
}
