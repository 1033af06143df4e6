/** A question to the catalogue as part of a cache's key: the same members in the same order give the same text. */
export function keyText(question: object): string {
  return JSON.stringify(question, (_name, value) => (typeof value === 'bigint' ? String(value) : value))
}
