/** What our warehouse counted of one seller's goods, over all partners. */
export type SupplierQuality = { inspectedUnits: number; failedUnits: number }

/** Below this a rate says nothing about a seller, and might say something about one order of another partner. */
const FEWEST_UNITS = 20

/** Units that failed our inspection, in percent with one decimal; null while too few were inspected. */
export function failPercentOf({ inspectedUnits, failedUnits }: SupplierQuality): number | null {
  return inspectedUnits < FEWEST_UNITS ? null : Math.round((failedUnits * 1000) / inspectedUnits) / 10
}
