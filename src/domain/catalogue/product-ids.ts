const PRODUCT_ID = /^prd_(\d{1,20})$/
const SKU_ID = /^sku_([0-9a-f]{32})$/

/** The 1688 offer behind one of our product ids; undefined for anything that is not one. */
export function offerIdOf(productId: string): string | undefined {
  return PRODUCT_ID.exec(productId)?.[1]
}

/** The 1688 spec behind one of our SKU ids; undefined for anything that is not one. */
export function specIdOf(skuId: string): string | undefined {
  return SKU_ID.exec(skuId)?.[1]
}
