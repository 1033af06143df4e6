import { z } from 'zod'
import { wireFen, yuanToFen } from './amounts.ts'
import { parseUpstreamDate } from './dates.ts'

/*
 * The atoms wire schemas are made of. 1688 sends null or leaves keys out at will, writes booleans as text and numbers as
 * either (spec 1.5, 1.8), so every atom takes all of these; absent, null and empty all read as null.
 */
const scalar = z.union([z.string(), z.number(), z.boolean()]).nullish()
type Scalar = z.output<typeof scalar>

/** Text or null. */
export const text = scalar.transform((value) => (blank(value) ? null : String(value)))

/** An id as a string of digits or letters; the answer is unusable without it. */
export const id = z.union([z.string().min(1), z.number()]).transform(String)

/** A finite number or null. */
export const decimal = scalar.transform((value) => {
  const number = blank(value) || typeof value === 'boolean' ? Number.NaN : Number(value)
  return Number.isFinite(number) ? number : null
})

/** A percentage ("52.48%") or ratio ("0.4666") as percent, or null (spec 3.7: both occur for one field). */
export const percent = scalar.transform((value) => {
  if (blank(value)) return null
  const written = String(value)
  const number = Number.parseFloat(written)
  if (!Number.isFinite(number)) return null
  if (written.endsWith('%')) return number
  return number <= 1 ? Number((number * 100).toFixed(4)) : number
})

/** True, false or null; knows the textual forms. */
export const flag = scalar.transform((value) => (blank(value) ? null : (FLAGS[String(value).toLowerCase()] ?? null)))

/** An amount the wire gives in yuan, as fen or null. */
export const yuan = amount(yuanToFen)

/** An amount the wire gives in fen, as fen or null. */
export const fen = amount(wireFen)

/** An instant or null. */
export const instant = scalar.transform((value) => (blank(value) || typeof value === 'boolean' ? null : (parseUpstreamDate(value) ?? null)))

/** A list; null and absent are empty. */
export function list<Item extends z.ZodType>(item: Item) {
  return z
    .array(item)
    .nullish()
    .transform((items) => items ?? [])
}

/** An object with the given members, or null. */
export function part<Shape extends z.ZodRawShape>(shape: Shape) {
  return z
    .object(shape)
    .nullish()
    .transform((value) => value ?? null)
}

const FLAGS: Readonly<Record<string, boolean>> = { true: true, false: false, '1': true, '0': false, y: true, n: false }

function blank(value: Scalar): value is null | undefined | '' {
  return value === null || value === undefined || value === ''
}

function amount(read: (value: string | number) => bigint | undefined) {
  return scalar.transform((value, context) => {
    if (blank(value)) return null
    const result = typeof value === 'boolean' ? undefined : read(value)
    if (result !== undefined) return result
    context.addIssue({ code: 'custom', message: 'not an amount' })
    return z.NEVER
  })
}
