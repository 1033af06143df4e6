/** Refusals of searching, reading and resolving products. */
export const catalogueRefusals = [
  'product.not_found',
  'product.not_orderable',
  'product.sku_required',
  'product.sku_unknown',
  'product.link_not_recognised',
  'product.image_not_usable',
  'product.restricted',
  'category.not_found',
  'supplier.not_found',
] as const
