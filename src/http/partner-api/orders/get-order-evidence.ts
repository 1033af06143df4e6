import { z } from 'zod'
import type { OrderLine } from '../../../domain/orders/order.ts'
import type { SellerScores } from '../../../domain/upstream/product.ts'
import { Problem } from '../../problem.ts'
import { idWire, instantWire, moneyWire, productIdWire, skuIdWire, supplierIdWire, toMoneyWire } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { EXAMPLE } from '../examples.ts'
import { inspectionExample, inspectionWire, presentInspection } from '../inspections/inspection-presenter.ts'
import { attributeWire } from '../quotes/quote-presenter.ts'
import { presentRefund, refundExample, refundWire } from '../refunds/refund-presenter.ts'

const pictureWire = z
  .object({
    url: z.string(),
    sha256: z.string().nullable().meta({ description: 'Of the bytes that lay there, in hex.' }),
    fileId: idWire('fil').nullable().meta({ description: 'Our copy: read it with `GET /files/{id}`.' }),
    fetchedAt: instantWire,
    problem: z.string().nullable().meta({ description: 'Why there is no copy; null when there is one.' }),
  })
  .meta({ id: 'ListingPicture', description: 'A picture of the listing as it was fetched right after ordering.' })

const listingWire = z
  .object({
    capturedAt: instantWire,
    title: z.string(),
    titleZh: z.string(),
    supplierName: z.string(),
    attributes: z.array(attributeWire).meta({ description: 'The choices of the variant.' }),
    productAttributes: z.array(attributeWire).meta({ description: 'What the listing says of the product, in Chinese.' }),
    unitPrice: moneyWire,
    minOrderQuantity: z.int().min(0).nullable(),
    tierFromQuantity: z.int().min(0).nullable().meta({ description: 'The price tier the quantity fell into begins here.' }),
    weightGrams: z.int().min(0).nullable(),
    weightSource: z.string().nullable(),
    shippingTimeGuarantee: z.string().nullable(),
    serviceLabels: z.array(z.string()),
    sellerScores: z.record(z.string(), z.number()).meta({ description: 'As 1688 gave them, 0 to 5 or percent; only those it gave.' }),
    specConfirmed: z.boolean(),
  })
  .meta({ id: 'ListingSnapshot', description: 'What was promised when it was quoted, frozen.' })

const evidenceLineWire = z
  .object({
    lineId: idWire('oln'),
    lineNo: z.int().min(1),
    productId: productIdWire,
    skuId: skuIdWire.nullable(),
    supplierId: supplierIdWire,
    listing: listingWire,
    pictures: z.array(pictureWire).nullable().meta({ description: 'Null until they have been fetched, seconds after ordering.' }),
    snapshotUrl: z.string().nullable().meta({ description: '1688’s own snapshot of the sale; null before it is bought.' }),
  })
  .meta({ id: 'LineEvidence', description: 'What proves how one line was offered.' })

export const getOrderEvidence = definePartnerRoute({
  method: 'GET',
  path: '/v1/orders/{orderId}/evidence',
  operationId: 'getOrderEvidence',
  tag: 'Orders',
  summary: 'Read what proves an order',
  description:
    'What was promised (the frozen listing, its pictures with their hashes, 1688’s snapshot), what arrived (inspections with photos) and what was claimed with which files. It stands as it was, whatever the seller changes.',
  scope: 'orders:read',
  params: z.object({ orderId: idWire('ord') }),
  response: {
    status: 200,
    schema: z
      .object({
        object: z.literal('orderEvidence'),
        orderId: idWire('ord'),
        lines: z.array(evidenceLineWire),
        inspections: z.array(inspectionWire),
        refunds: z.array(refundWire),
      })
      .meta({ id: 'OrderEvidence', description: 'Everything that proves an order.' }),
    example: {
      object: 'orderEvidence',
      orderId: EXAMPLE.order,
      lines: [
        {
          lineId: EXAMPLE.line,
          lineNo: 1,
          productId: EXAMPLE.product,
          skuId: EXAMPLE.sku,
          supplierId: 'sup_BBBexample',
          listing: {
            capturedAt: EXAMPLE.at,
            title: 'Desk lamp, warm light',
            titleZh: '暖光台灯',
            supplierName: '义乌灯具厂',
            attributes: [{ name: 'colour', value: 'white' }],
            productAttributes: [{ name: '材质', value: '铝合金' }],
            unitPrice: { amount: 1800, currency: 'CNY' },
            minOrderQuantity: 2,
            tierFromQuantity: 20,
            weightGrams: 420,
            weightSource: 'official',
            shippingTimeGuarantee: 'shipIn48Hours',
            serviceLabels: [],
            sellerScores: { composite: 4.5, qualityRefundPercent: 0.8 },
            specConfirmed: true,
          },
          pictures: [
            {
              url: 'https://cbu01.alicdn.com/img/ibank/lamp.jpg',
              sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
              fileId: EXAMPLE.file,
              fetchedAt: EXAMPLE.at,
              problem: null,
            },
          ],
          snapshotUrl: 'https://trade.1688.com/order/offer_snapshot.htm?order_entry_id=3535260697417660107',
        },
      ],
      inspections: [inspectionExample],
      refunds: [refundExample],
    },
  },
  handler: async ({ reads, tenant, params }) => {
    const evidence = await reads.orderEvidence(tenant, params.orderId)
    if (!evidence) throw new Problem('resource.not_found')
    return {
      object: 'orderEvidence' as const,
      orderId: evidence.order.id,
      lines: evidence.lines.map(presentLine),
      inspections: evidence.inspections.map(presentInspection),
      refunds: evidence.refunds.map(presentRefund),
    }
  },
})

function presentLine(line: OrderLine): z.input<typeof evidenceLineWire> {
  const { snapshot } = line
  const { capturedAt, title, titleZh, sellerName, attributes, shippingTimeGuarantee, serviceLabels, listing } = snapshot
  return {
    lineId: line.id,
    lineNo: line.lineNo,
    productId: line.productId,
    skuId: line.skuId,
    supplierId: `sup_${line.sellerOpenId}`,
    listing: {
      ...{ capturedAt, title, titleZh, supplierName: sellerName, attributes, shippingTimeGuarantee, serviceLabels },
      productAttributes: (listing?.productAttributes ?? []).map(({ nameZh, valueZh }) => ({ name: nameZh, value: valueZh })),
      unitPrice: toMoneyWire(line.unitPriceFen, 'CNY'),
      minOrderQuantity: listing?.minOrderQuantity ?? null,
      tierFromQuantity: listing?.priceTier?.fromQuantity ?? null,
      weightGrams: line.weightG,
      weightSource: listing?.measures.source ?? null,
      sellerScores: listing === undefined ? {} : given(listing.sellerScores),
      specConfirmed: snapshot.specConfirmed ?? false,
    },
    pictures: line.pictures,
    snapshotUrl: line.snapshotUrl,
  }
}

function given(scores: SellerScores): Record<string, number> {
  return Object.fromEntries(Object.entries(scores).flatMap(([name, score]) => (score === null ? [] : [[name, score]])))
}
