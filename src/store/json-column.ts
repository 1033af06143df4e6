// Amounts inside JSON keep the house's names: a key that ends in Minor or Fen holds a bigint, and nothing else does.
const AMOUNT_KEY = /[a-z](?:Minor|Fen)$/
const MAY_HOLD_AMOUNT = /[a-z](?:Minor|Fen)"\s*:/

/**
 * Text for a jsonb column; amounts are written as JSON integers of any length. What was read and is written elsewhere as it is keeps its
 * text: rows are never changed in place. Throws when the house's names are not kept.
 */
export function writeJsonColumn(value: unknown): string {
  const read = typeof value === 'object' && value !== null ? textOf.get(value) : undefined
  return read ?? JSON.stringify(withRawAmounts(value, ''))
}

const textOf = new WeakMap<object, string>()

/** The value of a jsonb column: integers under amount keys as `bigint`, without loss. */
export function parseJsonColumn(text: string): unknown {
  const value = parseAmounts(text)
  if (typeof value === 'object' && value !== null) textOf.set(value, text)
  return value
}

function parseAmounts(text: string): unknown {
  const value: unknown = JSON.parse(text)
  if (!MAY_HOLD_AMOUNT.test(text)) return value
  return reviveAmounts(value) ? value : parseWithSource(text, reviveAmount)
}

/** The value with its amounts as raw JSON, copied where there are some; a replacer function would be called for every field. */
function withRawAmounts(value: unknown, key: string): unknown {
  if (typeof value === 'bigint') {
    if (!isAmountKey(key)) throw new TypeError(`a bigint under "${key}" would come back as a number`)
    return rawJson(value.toString())
  }
  if (typeof value === 'number' && isAmountKey(key)) throw new TypeError(`"${key}" is an amount and must be a bigint`)
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return value
  if (Array.isArray(value)) return value.map((inner) => withRawAmounts(inner, ''))
  const fields = value as Record<string, unknown>
  let copy: Record<string, unknown> | undefined
  for (const name of Object.keys(fields)) {
    const inner = withRawAmounts(fields[name], name)
    if (inner === fields[name]) continue
    copy ??= { ...fields }
    copy[name] = inner
  }
  return copy ?? value
}

/** Turns amounts into bigint where they stand; false when one is too large to have been read as a number without loss. */
function reviveAmounts(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  const fields = value as Record<string, unknown>
  return Object.keys(fields).every((name) => {
    const inner = fields[name]
    if (typeof inner !== 'number' || !isAmountKey(name)) return reviveAmounts(inner)
    if (!Number.isSafeInteger(inner)) return false
    fields[name] = BigInt(inner)
    return true
  })
}

function isAmountKey(key: string): boolean {
  return (key.endsWith('Minor') || key.endsWith('Fen')) && AMOUNT_KEY.test(key)
}

type SourceReviver = (key: string, value: unknown, context: { source?: string }) => unknown

// Both are in every engine we run on, but not yet in the compiler's library.
const { rawJSON: rawJson, parse: parseWithSource } = JSON as unknown as {
  rawJSON(text: string): unknown
  parse(text: string, reviver: SourceReviver): unknown
}

const reviveAmount: SourceReviver = (key, value, context) =>
  typeof value === 'number' && context.source !== undefined && AMOUNT_KEY.test(key) ? BigInt(context.source) : value
