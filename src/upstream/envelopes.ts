import { flag, text } from './wire.ts'

export type Decoded = { kind: 'ok'; payload: unknown } | { kind: 'refused'; code: string; message: string | null; payload: unknown }

type Members = Record<string, unknown>

/**
 * Family A and C (spec 1.5): `{result:{success, code, message, result: PAYLOAD}}`, also without the inner `result` and
 * with `success` as text. Success is told by `success`, never by the code, which has three spellings.
 */
export function decodeNested(body: unknown): Decoded | undefined {
  const outer = members(body)
  if (!outer) return undefined
  const inner = statusLevel(outer)
  const payload = 'result' in inner ? inner.result : inner
  return verdict([inner, outer], payload, payload !== null && payload !== undefined)
}

/** Family B: `{result, success, errorCode, errorMessage}`; `success` is text, a boolean or absent. */
export function decodeQuery(body: unknown): Decoded | undefined {
  const outer = members(body)
  return outer && verdict([outer], outer.result, outer.result !== null && outer.result !== undefined)
}

/** Family C2: `{result:{success, errorCode, errorInfo}}`, seen flat too; says only whether it was done. */
export function decodeMove(body: unknown): Decoded | undefined {
  const outer = members(body)
  if (!outer) return undefined
  const inner = statusLevel(outer)
  return verdict([inner, outer], inner, false)
}

/** Family D, the flat kind: `{success, errorCode, errorMessage, …}`; the payload is the body itself. */
export function decodeFlat(body: unknown): Decoded | undefined {
  const outer = members(body)
  return outer && verdict([outer], outer, false)
}

/** The members of a JSON object; undefined for anything else. */
export function members(value: unknown): Members | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : undefined
}

/** The first non-empty text among the given members. */
export function firstText(levels: readonly Members[], names: readonly string[]): string | null {
  for (const level of levels) {
    for (const name of names) {
      const found = text.safeParse(level[name])
      if (found.success && found.data !== null) return found.data
    }
  }
  return null
}

const CODE_NAMES = ['errorCode', 'code', 'retCode', 'resultCode']
const MESSAGE_NAMES = ['errorMessage', 'errorMsg', 'erroMsg', 'errorInfo', 'message', 'msg', 'retMsg', 'extErrorMessage']

function statusLevel(outer: Members): Members {
  const inner = members(outer.result)
  return inner ?? outer
}

/** Refused if any level says so; without any `success` the presence of a payload decides. */
function verdict(levels: readonly Members[], payload: unknown, present: boolean): Decoded | undefined {
  const flags = levels.map((level) => successOf(level)).filter((value) => value !== null)
  // Most answers end here, and eight names need not be looked for.
  if (flags.length > 0 && flags.every(Boolean)) return { kind: 'ok', payload }
  const code = firstText(levels, CODE_NAMES)
  if (flags.length === 0 && !present && code === null) return undefined
  if (flags.length === 0 && present) return { kind: 'ok', payload }
  return { kind: 'refused', code: code ?? '', message: firstText(levels, MESSAGE_NAMES), payload }
}

function successOf(level: Members): boolean | null {
  const read = flag.safeParse(level.success)
  return read.success ? read.data : null
}
