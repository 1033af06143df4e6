import { z } from 'zod'
import type { ProductFilter, ProductSort } from '../../../domain/upstream/product.ts'

/** Words of a request and what they mean upstream. */
export const SORTS = {
  price: { by: 'price', direction: 'asc' },
  '-price': { by: 'price', direction: 'desc' },
  '-monthlySales': { by: 'monthlySales', direction: 'desc' },
  '-repurchaseRate': { by: 'repurchaseRate', direction: 'desc' },
} as const satisfies Record<string, ProductSort>

const FILTERS = [
  ...(['shipsToday', 'shipsIn24Hours', 'shipsIn48Hours', 'certifiedFactory', 'strictSelection', 'onePieceDropship'] as const),
  ...(['onePieceDropshipFreeFreight', 'returnsIn7Days', 'newIn7Days', 'newIn30Days'] as const),
] as const satisfies readonly ProductFilter[]

/** What narrows any listing. */
export const categoryIdInput = z
  .string()
  .regex(/^[0-9]{1,20}$/)
  .max(20)
export const priceInput = z.int().min(0).max(1_000_000_000_000).meta({ description: 'In minor units of `currency`.' })
export const filterInput = z.array(z.enum(FILTERS)).max(10)
export const sortInput = z.enum(Object.keys(SORTS) as [keyof typeof SORTS, ...(keyof typeof SORTS)[]])
