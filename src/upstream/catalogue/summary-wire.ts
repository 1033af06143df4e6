import { z } from 'zod'
import type { ProductPage, ProductSummary, SellerScores } from '../../domain/upstream/product.ts'
import { decimal, flag, id, list, part, percent, text, yuan } from '../wire.ts'

/** Seller scores as they occur in search and detail (spec 3.7): texts, halves from 0 to 5. */
export const sellerDataInfo = part({
  tradeMedalLevel: decimal,
  compositeServiceScore: decimal,
  logisticsExperienceScore: decimal,
  disputeComplaintScore: decimal,
  offerExperienceScore: decimal,
  consultingExperienceScore: decimal,
  afterSalesExperienceScore: decimal,
  repeatPurchasePercent: percent,
  collect30DayWithin48HPercent: percent,
  qualityRefundWithin30Day: percent,
})

/** Scores in our words; all null when the seller has none. */
export function toSellerScores(wire: z.output<typeof sellerDataInfo>): SellerScores {
  return {
    medalLevel: wire?.tradeMedalLevel ?? null,
    composite: wire?.compositeServiceScore ?? null,
    logistics: wire?.logisticsExperienceScore ?? null,
    dispute: wire?.disputeComplaintScore ?? null,
    offer: wire?.offerExperienceScore ?? null,
    consulting: wire?.consultingExperienceScore ?? null,
    afterSales: wire?.afterSalesExperienceScore ?? null,
    repeatPurchasePercent: wire?.repeatPurchasePercent ?? null,
    pickupWithin48HoursPercent: wire?.collect30DayWithin48HPercent ?? null,
    qualityRefundPercent: wire?.qualityRefundWithin30Day ?? null,
  }
}

/** One hit of any listing; the seller's list and the recommendations leave most of it out. */
export const summaryWire = z.object({
  offerId: id,
  subject: text,
  subjectTrans: text,
  imageUrl: text,
  priceInfo: part({ price: yuan, promotionPrice: yuan }),
  monthSold: decimal,
  repurchaseRate: percent,
  minOrderQuantity: decimal,
  isOnePsale: flag,
  isSelect: flag,
  isPatentProduct: flag,
  sellerIdentities: list(text),
  offerIdentities: list(text),
  sellerDataInfo,
  productSimpleShippingInfo: part({ shippingTimeGuarantee: text }),
  tradeScore: decimal,
  topCategoryId: text,
  secondCategoryId: text,
  thirdCategoryId: text,
  companyName: text,
})

/** A page of a listing. */
export const pageWire = z.object({
  totalRecords: decimal,
  totalPage: decimal,
  pageSize: decimal,
  currentPage: decimal,
  data: list(summaryWire),
})

/** A page in our words; the asked page and size stand in where 1688 leaves them out. */
export function toProductPage(wire: z.output<typeof pageWire>, asked: { page: number; pageSize: number; language: string }): ProductPage {
  const total = wire.totalRecords ?? wire.data.length
  const pageSize = wire.pageSize ?? asked.pageSize
  return {
    items: wire.data.map((hit) => toSummary(hit, asked.language)),
    page: wire.currentPage ?? asked.page,
    pageSize,
    total,
    totalPages: wire.totalPage ?? Math.ceil(total / Math.max(1, pageSize)),
    language: asked.language,
  }
}

/** A hit in our words. */
function toSummary(wire: z.output<typeof summaryWire>, language: string): ProductSummary {
  return {
    offerId: wire.offerId,
    language,
    title: { zh: wire.subject ?? '', translated: wire.subjectTrans },
    imageUrl: wire.imageUrl,
    priceFen: wire.priceInfo?.price ?? null,
    promotionPriceFen: wire.priceInfo?.promotionPrice ?? null,
    minOrderQuantity: wire.minOrderQuantity,
    soldLast30Days: wire.monthSold,
    repurchasePercent: wire.repurchaseRate,
    tradeScore: wire.tradeScore,
    sellerScores: toSellerScores(wire.sellerDataInfo),
    labels: {
      tags: [...(wire.isOnePsale ? ['isOnePsale'] : []), ...(wire.isSelect ? ['select'] : []), ...(wire.isPatentProduct ? ['patent'] : [])],
      identities: present([...wire.sellerIdentities, ...wire.offerIdentities]),
      shippingTimeGuarantee: wire.productSimpleShippingInfo?.shippingTimeGuarantee ?? null,
    },
    sellerIdentities: present(wire.sellerIdentities),
    categoryIds: present([wire.topCategoryId, wire.secondCategoryId, wire.thirdCategoryId]),
    sellerName: wire.companyName,
  }
}

/** The texts that are there. */
export function present(texts: readonly (string | null)[]): string[] {
  return texts.filter((value) => value !== null)
}
