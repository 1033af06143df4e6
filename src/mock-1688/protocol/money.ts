/** Fen as the yuan text of product prices: `"18.00"`. */
export function yuan(fen: number): string {
  return (fen / 100).toFixed(2)
}

/** Fen as the yuan number of trade answers: `18.5`. */
export function yuanNumber(fen: number): number {
  return fen / 100
}

/** Yuan text or number as fen. */
export function fenOf(amount: number): number {
  return Math.round(amount * 100)
}
