import type { Product } from './product.ts'

const DAY_MS = 86_400_000

type Test = (product: Product, now: number) => boolean

const age = (product: Product, now: number): number => (now - product.createdAt) / DAY_MS

/** Filter code -> what it asks (spec 3.8). A code that is not here filters nothing: what 1688 does then is unknown. */
const FILTERS: Readonly<Record<string, Test>> = {
  shipInToday: (product) => product.shipsIn === 'shipIn24Hours' && product.index % 3 === 0,
  shipIn24Hours: (product) => product.shipsIn === 'shipIn24Hours',
  shipIn48Hours: () => true,
  certifiedFactory: (product) => product.seller.identities.includes('super_factory'),
  '1688Selection': (product) => product.isSelect,
  isSelect: (product) => product.isSelect,
  jxhy: (product) => product.isJxhy,
  isOnePsale: (product) => product.isOnePsale,
  isOnePsaleFreePost: (product) => product.isOnePsale && product.seller.freePostage,
  isQqyx: (product) => product.isSelect && product.isOnePsale,
  noReason7DReturn: (product) => product.noReason7Days,
  new7: (product, now) => age(product, now) <= 7,
  new30: (product, now) => age(product, now) <= 30,
  totalEpScoreLv1: (product) => Number(product.tradeScore) >= 5,
  totalEpScoreLv2: (product) => Number(product.tradeScore) >= 4.5,
  totalEpScoreLv3: (product) => Number(product.tradeScore) >= 4,
  totalEpScoreLv4: (product) => Number(product.tradeScore) < 4,
}

export function matchesFilter(product: Product, filter: string, now: number): boolean {
  return FILTERS[filter]?.(product, now) ?? true
}

/** The `tagInfoList` of the detail (the filter says `FreePost`, the tag `FreePostage`). */
export function tagsOf(product: Product, now: number): { key: string; value: boolean }[] {
  return [
    { key: 'isOnePsale', value: product.isOnePsale },
    { key: 'isOnePsaleFreePostage', value: product.isOnePsale && product.seller.freePostage },
    { key: 'isSupportMix', value: product.seller.mix.allowed },
    { key: 'noReason7DReturn', value: product.noReason7Days },
    { key: '1688_yx', value: product.isSelect && product.isJxhy },
    { key: 'new7', value: age(product, now) <= 7 },
    { key: 'new30', value: age(product, now) <= 30 },
    { key: 'isQqyx', value: product.isSelect && product.isOnePsale },
    { key: 'select', value: product.isSelect },
  ]
}
