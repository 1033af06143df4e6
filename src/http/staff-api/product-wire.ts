import { z } from 'zod'
import type { OrderLine } from '../../domain/orders/order.ts'

export const staffProductWire = z
  .object({
    productId: z.string(),
    skuId: z.string().nullable(),
    title: z.string(),
    titleZh: z.string(),
    imageUrl: z.string().nullable(),
    attributes: z.array(z.object({ name: z.string(), value: z.string(), nameZh: z.string(), valueZh: z.string() })),
    sellerName: z.string(),
    serviceLabels: z.array(z.string()),
  })
  .meta({ id: 'StaffProduct', description: 'What was promised: the listing, frozen when it was ordered.' })

export function toStaffProductWire({ productId, skuId, snapshot }: OrderLine) {
  const { title, titleZh, imageUrl, attributes, sellerName, serviceLabels } = snapshot
  return { productId, skuId, title, titleZh, imageUrl, attributes, sellerName, serviceLabels }
}

export const productExample = {
  productId: 'prd_674512098123',
  skuId: 'sku_0f3a9b2c4d5e6f708192a3b4c5d6e7f8',
  title: 'Hand-painted mug, 350 ml',
  titleZh: '手绘马克杯 350ml',
  imageUrl: null,
  attributes: [{ name: 'Colour', value: 'Blue and white', nameZh: '颜色', valueZh: '青花' }],
  sellerName: '景德镇瓷语工坊',
  serviceLabels: ['7天无理由'],
}
