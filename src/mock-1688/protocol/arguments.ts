import { z } from 'zod'
import { BusinessError } from './business-error.ts'
import { GatewayError } from './gateway-error.ts'
import { parseJson } from './json.ts'
import type { Params } from './sign.ts'

/** An id as text, given as digits, as a quoted text or as a number of any length. */
export const idText = z
  .union([z.string().regex(/^\d+$/), z.number().int().nonnegative(), z.bigint().nonnegative()])
  .transform((value) => value.toString())

/** A number given as a number or as decimal text. */
export const decimal = z.union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/)]).transform((value) => Number(value))

/** A boolean given as such or as `true` / `false` text. */
export const flag = z.union([z.boolean(), z.enum(['true', 'false'])]).transform((value) => value === true || value === 'true')

/** Text that may be absent, null or empty: then null. */
export const optionalText = z
  .string()
  .nullish()
  .transform((value) => value || null)

export const pageNumber = decimal.pipe(z.number().int().min(1))

/** The JSON parameter `name`, checked; malformed JSON is `gw.ParamInvalid`, a wrong member a business error 400. */
export function jsonArgument<T extends z.ZodType>(params: Params, name: string, schema: T): z.output<T> {
  const parsed = schema.safeParse(readJson(params, name))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new BusinessError('400', `${name}.${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`)
}

/** The plain parameters, checked; a wrong one is `gw.ParamInvalid` (the code is our guess: spec 1.6 documents none). */
export function plainArguments<T extends z.ZodType>(params: Params, schema: T): z.output<T> {
  const parsed = schema.safeParse(params)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new GatewayError('gw.ParamInvalid', `Invalid argument ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`)
}

function readJson(params: Params, name: string): unknown {
  try {
    return parseJson(params[name] ?? 'null')
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new GatewayError('gw.ParamInvalid', `Invalid argument ${name}: not JSON`)
  }
}
