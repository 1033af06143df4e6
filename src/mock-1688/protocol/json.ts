type Reviver = (this: unknown, key: string, value: unknown, context: { source?: string }) => unknown
type LosslessJson = { parse(text: string, reviver: Reviver): unknown; rawJSON(text: string): unknown }

// The language library of TypeScript 6 knows neither the reviver's source text nor rawJSON; Node 24 has both.
const lossless = JSON as unknown as LosslessJson

/** Reads JSON; an integer beyond 2^53 becomes a bigint, every other value what JSON.parse makes of it. Throws SyntaxError. */
export function parseJson(text: string): unknown {
  return lossless.parse(text, (_key, value, context) => {
    if (typeof value !== 'number' || Number.isSafeInteger(value)) return value
    const source = context.source ?? ''
    return /^-?\d+$/.test(source) ? BigInt(source) : value
  })
}

/** Writes JSON; a bigint becomes raw digits, as 1688 sends its 64-bit ids. */
export function writeJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) => (typeof member === 'bigint' ? lossless.rawJSON(member.toString()) : member))
}

/** An id held as text, made ready for `writeJson` to send as a raw number. */
export function rawId(id: string): bigint {
  return BigInt(id)
}
