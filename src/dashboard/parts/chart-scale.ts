const STEPS = [1, 2, 2.5, 5, 10]

/** Round marks from the first above nothing to one not below the highest value: a person reads 2,000 and not 1,965.92. */
export function marksOf(highest: number, count: number): number[] {
  const rough = Math.max(1, highest) / count
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(1, Math.ceil((STEPS.find((one) => one * power >= rough) ?? 10) * power))
  return Array.from({ length: Math.max(1, Math.ceil(highest / step)) }, (_, index) => step * (index + 1))
}
