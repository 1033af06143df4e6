import type { MeasureSource, Measures } from '../../domain/upstream/product.ts'
import type { ProductWire } from './product-wire.ts'

type Shipping = NonNullable<ProductWire['productShippingInfo']>
type Detail = Shipping['skuShippingDetails'][number]
type Side = number | null

/** Weight and size of one SKU: 1688's own measurement before the seller's, the SKU's before the product's. */
export function skuMeasures(shipping: ProductWire['productShippingInfo'], skuId: string): Measures {
  const detail = shipping?.skuShippingDetails.find((entry) => entry.skuId === skuId)
  if (detail) return fromDetail(detail)
  const old = shipping?.skuShippingInfoList.find((entry) => entry.skuId === skuId)
  if (old) return measures(old.weight, [old.length, old.width, old.height], 'unstated')
  return productMeasures(shipping)
}

/** Weight and size of the product as a whole. */
export function productMeasures(shipping: ProductWire['productShippingInfo']): Measures {
  return measures(
    grams(shipping?.weight ?? null),
    [shipping?.length ?? null, shipping?.width ?? null, shipping?.height ?? null],
    'unstated',
  )
}

const SOURCES: Readonly<Record<string, MeasureSource>> = { 商家自填: 'seller', 官方测量: 'official', 预测: 'predicted' }

function fromDetail(detail: Detail): Measures {
  if (detail.officialWeight !== null) {
    const size: Side[] = [
      detail.officialLength ?? detail.length,
      detail.officialWidth ?? detail.width,
      detail.officialHeight ?? detail.height,
    ]
    return measures(grams(detail.officialWeight), size, 'official')
  }
  const size: Side[] = [detail.length, detail.width, detail.height]
  if (detail.weight === null && detail.aiWeight !== null) return measures(grams(detail.aiWeight), size, 'predicted')
  return measures(grams(detail.weight), size, SOURCES[detail.pkgSizeSource ?? ''] ?? 'unstated')
}

function measures(weightG: Side, [length = null, width = null, height = null]: Side[], source: MeasureSource): Measures {
  return { weightG: positive(weightG), lengthMm: millimetres(length), widthMm: millimetres(width), heightMm: millimetres(height), source }
}

function grams(kilograms: Side): Side {
  return kilograms === null ? null : Math.round(kilograms * 1000)
}

function millimetres(centimetres: Side): Side {
  return centimetres === null ? null : positive(Math.round(centimetres * 10))
}

/** Nothing weighs nothing: zero is how "not filled in" is often written. */
function positive(value: Side): Side {
  return value !== null && value > 0 ? value : null
}
