const NAMES = [
  'isOnePsale',
  'isOnePsaleFreePost',
  'jxhy',
  'isSelect',
  '1688Selection',
  'isQqyx',
  'shipInToday',
  'shipIn24Hours',
  'shipIn48Hours',
  'noReason7DReturn',
  'certifiedFactory',
  'breakageCover',
  'returnFreight',
  'patent',
  'JPFL',
  'USFL',
  'KRFL',
  'VNFL',
  'SAFL',
  'RUFL',
  'KZFL',
  'HKFL',
  'MOFL',
  'TWFL',
] as const

export type FilterName = (typeof NAMES)[number]

/** What a product is, one bit each: the yes-or-no filter codes of spec 3.8 and some labels of our own. */
export const FILTER_BITS: Readonly<Record<FilterName, number>> = Object.fromEntries(NAMES.map((name, at) => [name, 1 << at])) as Record<
  FilterName,
  number
>

export function hasBit(filters: number, name: FilterName): boolean {
  return (filters & FILTER_BITS[name]) !== 0
}
