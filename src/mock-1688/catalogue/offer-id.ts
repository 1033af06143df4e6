const FIRST = 610_000_000_037
const STEP = 104_729

/** The 12-digit offer id of product number `index`. */
export function offerIdAt(index: number): string {
  return String(FIRST + index * STEP)
}

/** The product number behind an offer id, or null when no product of `size` has it. */
export function indexOfOffer(offerId: string, size: number): number | null {
  if (!/^\d{12}$/.test(offerId)) return null
  const index = (Number(offerId) - FIRST) / STEP
  return Number.isInteger(index) && index >= 0 && index < size ? index : null
}
