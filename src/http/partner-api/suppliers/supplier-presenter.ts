import { z } from 'zod'
import { failPercentOf, type SupplierQuality } from '../../../domain/catalogue/supplier-quality.ts'
import type { ProductPage, Seller } from '../../../domain/upstream/product.ts'
import { supplierIdWire } from '../../schema/wire.ts'
import { freshnessFields } from '../products/freshness.ts'

const score = z.number().nullable()

export const supplierWire = z
  .object({
    object: z.literal('supplier'),
    id: supplierIdWire,
    name: z.string().nullable(),
    scores: z
      .object({
        medalLevel: score,
        composite: score,
        logistics: score,
        dispute: score,
        offer: score,
        consulting: score,
        afterSales: score,
        repeatPurchasePercent: score,
        pickupWithin48HoursPercent: score,
        qualityRefundPercent: score,
      })
      .meta({ id: 'SupplierScores', description: 'What 1688 measures: scores from 0 to 5, or percent; null when it says nothing.' }),
    labels: z.array(z.string()).meta({ description: 'Identities 1688 gives the seller, such as a verified factory.' }),
    productCount: z.int().min(0),
    inspection: z
      .object({
        failPercent: score.meta({ description: 'Of all units we inspected; null while they are too few to mean anything.' }),
      })
      .meta({ id: 'SupplierInspection', description: 'What our own warehouse found.' }),
    ...freshnessFields,
  })
  .meta({ id: 'Supplier', description: 'A seller of 1688, scored by 1688 and by our warehouse.' })

export function presentSupplier(known: {
  supplierId: string
  seller: Pick<Seller, 'name' | 'scores'>
  page: ProductPage
  quality: SupplierQuality
}): Omit<z.input<typeof supplierWire>, keyof typeof freshnessFields> {
  const { supplierId, seller, page, quality } = known
  return {
    ...{ object: 'supplier', id: supplierId, name: seller.name, scores: seller.scores },
    labels: [...new Set(page.items.flatMap((hit) => hit.sellerIdentities))],
    productCount: page.total,
    inspection: { failPercent: failPercentOf(quality) },
  }
}
