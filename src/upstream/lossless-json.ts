type ParseWithSource = (text: string, reviver: (key: string, value: unknown, context: { source?: string }) => unknown) => unknown
type RawJson = { rawJSON(text: string): object }

// Newer than the compiler's library types; both exist from Node 22 on.
const parseWithSource = JSON.parse as ParseWithSource
const { rawJSON } = JSON as unknown as RawJson

/**
 * JSON.parse that loses no digit: a number stays a number when a double can give its digits back, otherwise it becomes
 * the text of the wire ("3535260697417660107"). Throws SyntaxError.
 */
export function parseLossless(text: string): unknown {
  return LONG_NUMBER.test(text) ? parseWithSource(text, keepDigits) : JSON.parse(text)
}

/** JSON text in which every bigint is written as bare digits: 1688's ids are 64-bit numbers (spec 1.8). */
export function writeLossless(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) => (typeof member === 'bigint' ? rawJSON(member.toString()) : member))
}

// A double keeps 15 significant digits: shorter runs never need the slower reading. A hit inside a string costs time only.
const LONG_NUMBER = /[\d.]{16}/

function keepDigits(_key: string, value: unknown, context: { source?: string }): unknown {
  if (typeof value !== 'number' || context.source === undefined) return value
  return survives(value, context.source) ? value : context.source
}

function survives(value: number, source: string): boolean {
  if (!Number.isFinite(value)) return false
  return String(value) === source || significantDigits(source) <= 15
}

function significantDigits(source: string): number {
  const mantissa = source.split(/e/i, 1)[0] ?? source
  return mantissa.replace(/[-.]/g, '').replace(/^0+/, '').length
}
