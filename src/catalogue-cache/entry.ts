/** What the tiers keep: an answer, and the instant 1688 was asked for it. */
export type Entry<Value> = { value: Value | null; asOfMs: number }

/** Entries as text for the shared tier: bigints and dates keep their type. */
export const entryText = {
  serialize: (entry: unknown): string => JSON.stringify(entry, tag),
  deserialize: (text: unknown): unknown => deepFreeze(JSON.parse(String(text), untag)),
}

/** Makes an answer that many callers share unchangeable. */
export function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const member of Object.values(value)) deepFreeze(member)
  return Object.freeze(value)
}

/** `toJSON` has already turned a date into text when a replacer sees it, so the holder is asked. */
function tag(this: unknown, key: string, value: unknown): unknown {
  const original = (this as Record<string, unknown>)[key]
  if (typeof original === 'bigint') return { $bigint: original.toString() }
  return original instanceof Date ? { $date: original.toISOString() } : value
}

function untag(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if ('$bigint' in value) return BigInt(String(value.$bigint))
  return '$date' in value ? new Date(String(value.$date)) : value
}
