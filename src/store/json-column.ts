import assert from 'node:assert'

// Amounts inside JSON keep the house's names: a key that ends in Minor or Fen holds a bigint, and nothing else does.
const AMOUNT_KEY = /[a-z](?:Minor|Fen)$/
const MAY_HOLD_AMOUNT = /[a-z](?:Minor|Fen)"\s*:/

/** Text for a jsonb column; amounts are written as JSON integers of any length. */
export function writeJsonColumn(value: unknown): string {
  return JSON.stringify(value, (key, inner: unknown) => {
    const isAmount = AMOUNT_KEY.test(key)
    if (typeof inner === 'bigint') {
      assert(isAmount, `a bigint under "${key}" would come back as a number`)
      return rawJson(inner.toString())
    }
    assert(!isAmount || typeof inner !== 'number', `"${key}" is an amount and must be a bigint`)
    return inner
  })
}

/** The value of a jsonb column: integers under amount keys as `bigint`, without loss. */
export function parseJsonColumn(text: string): unknown {
  return MAY_HOLD_AMOUNT.test(text) ? parseWithSource(text, reviveAmount) : JSON.parse(text)
}

type SourceReviver = (key: string, value: unknown, context: { source?: string }) => unknown

// Both are in every engine we run on, but not yet in the compiler's library.
const { rawJSON: rawJson, parse: parseWithSource } = JSON as unknown as {
  rawJSON(text: string): unknown
  parse(text: string, reviver: SourceReviver): unknown
}

const reviveAmount: SourceReviver = (key, value, context) =>
  typeof value === 'number' && context.source !== undefined && AMOUNT_KEY.test(key) ? BigInt(context.source) : value
