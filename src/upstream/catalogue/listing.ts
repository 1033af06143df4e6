import type { ProductFilter, ProductListing, ProductSort } from '../../domain/upstream/product.ts'
import { fenToYuan } from '../amounts.ts'
import { digits } from '../digits.ts'

/** The members that all listings share in `offerQueryParam`. `country` really is a language (spec 2.1). */
export function listingParams(listing: ProductListing): Record<string, unknown> {
  return {
    country: targetLanguage(listing.language),
    beginPage: listing.page,
    pageSize: Math.min(listing.pageSize, LARGEST_PAGE),
    ...(listing.filters?.length ? { filter: listing.filters.map((filter) => FILTER_CODES[filter]).join(',') } : {}),
    ...(listing.sort ? { sort: JSON.stringify({ [SORT_KEYS[listing.sort.by]]: listing.sort.direction }) } : {}),
    ...(listing.priceFromFen === undefined ? {} : { priceStart: fenToYuan(listing.priceFromFen) }),
    ...(listing.priceToFen === undefined ? {} : { priceEnd: fenToYuan(listing.priceToFen) }),
    ...(listing.categoryId === undefined ? {} : { categoryId: digits(listing.categoryId) }),
  }
}

/** The translation 1688 is asked for: one it documents, else English. Chinese comes along in every answer. */
export function targetLanguage(language: string): string {
  const primary = language.toLowerCase().split(/[-_]/, 1)[0] ?? ''
  return TRANSLATIONS.has(primary) ? primary : 'en'
}

const LARGEST_PAGE = 50
const TRANSLATIONS: ReadonlySet<string> = new Set(['en', 'ru', 'vi', 'ja', 'ko', 'fr', 'pt', 'es', 'th', 'id', 'ar'])

const SORT_KEYS: Readonly<Record<ProductSort['by'], string>> = {
  price: 'price',
  monthlySales: 'monthSold',
  repurchaseRate: 'rePurchaseRate',
}

const FILTER_CODES: Readonly<Record<ProductFilter, string>> = {
  shipsToday: 'shipInToday',
  shipsIn24Hours: 'shipIn24Hours',
  shipsIn48Hours: 'shipIn48Hours',
  certifiedFactory: 'certifiedFactory',
  strictSelection: '1688Selection',
  onePieceDropship: 'isOnePsale',
  onePieceDropshipFreeFreight: 'isOnePsaleFreePost',
  returnsIn7Days: 'noReason7DReturn',
  newIn7Days: 'new7',
  newIn30Days: 'new30',
}
