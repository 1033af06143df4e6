import { z } from 'zod'
import type { ProductQuery } from '../catalogue/search-products.ts'
import { decimal, flag, idText, optionalText, pageNumber } from '../protocol/arguments.ts'
import { BusinessError } from '../protocol/business-error.ts'
import { parseJson } from '../protocol/json.ts'
import { fenOf } from '../protocol/money.ts'
import { categoriesOfSnId } from './keyword-navigation.ts'

const MAX_PAGE_SIZE = 50
const SALE_TYPES = ['sales7', 'sales14', 'sales30', 'totalSales'] as const
const SALE_DAYS = { sales7: 7, sales14: 14, sales30: 30, totalSales: null } as const
const amount = z.union([decimal, z.literal('')]).nullish()

/** The members that keyword search, image search and the seller's list share. */
export const offerQuerySchema = z.looseObject({
  keyword: optionalText,
  beginPage: pageNumber,
  pageSize: pageNumber.transform((size) => Math.min(size, MAX_PAGE_SIZE)),
  country: z.string().min(1),
  filter: optionalText,
  sort: optionalText,
  priceStart: amount,
  priceEnd: amount,
  categoryId: amount,
  categoryIdList: optionalText,
  keywordTranslate: flag.nullish(),
  saleFilterList: z.array(z.looseObject({ saleType: z.enum(SALE_TYPES), saleStart: amount, saleEnd: amount })).nullish(),
  snId: optionalText,
  productCollectionId: idText.nullish(),
})

const sortSchema = z.partialRecord(z.enum(['price', 'monthSold', 'rePurchaseRate']), z.enum(['asc', 'desc']))

export type OfferQuery = { [Name in keyof z.output<typeof offerQuerySchema>]?: z.output<typeof offerQuerySchema>[Name] | undefined }

/** The wire's query as the catalogue's; an unreadable `sort` text is a business error 400. */
export function productQuery(param: OfferQuery, now: number): ProductQuery {
  const navigated = param.snId ? categoriesOfSnId(param.snId) : []
  const categories = [param.categoryId, ...(param.categoryIdList?.split(',') ?? []), ...navigated].filter(
    (id) => id !== '' && id !== null && id !== undefined,
  )
  return {
    keyword: param.keyword ?? null,
    chineseOnly: param.keywordTranslate ?? false,
    categoryIds: categories.map(Number),
    sellerOpenId: null,
    priceStartFen: fenOrNull(param.priceStart),
    priceEndFen: fenOrNull(param.priceEnd),
    filters: param.filter?.split(',').filter(Boolean) ?? [],
    sales: (param.saleFilterList ?? []).map((sale) => ({
      days: SALE_DAYS[sale.saleType],
      from: typeof sale.saleStart === 'number' ? sale.saleStart : null,
      to: typeof sale.saleEnd === 'number' ? sale.saleEnd : null,
    })),
    sort: sortOf(param.sort ?? null),
    now,
  }
}

function fenOrNull(amount: number | '' | null | undefined): number | null {
  return typeof amount === 'number' ? fenOf(amount) : null
}

function sortOf(text: string | null): ProductQuery['sort'] {
  if (text === null) return null
  const parsed = sortSchema.safeParse(jsonOrNull(text))
  if (!parsed.success) throw new BusinessError('400', 'sort invalid')
  const [first] = Object.entries(parsed.data)
  if (!first) return null
  const [key, direction] = first
  return { key: key as 'price' | 'monthSold' | 'rePurchaseRate', descending: direction === 'desc' }
}

function jsonOrNull(text: string): unknown {
  try {
    return parseJson(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
