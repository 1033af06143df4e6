const OPEN_ID = /^[A-Za-z0-9_-]{1,64}$/
const PREFIX = 'sup_'

/** Our id of a seller of 1688; null when 1688 names none that an address can carry. */
export function supplierIdOf(sellerOpenId: string): string | null {
  return OPEN_ID.test(sellerOpenId) ? `${PREFIX}${sellerOpenId}` : null
}

/** The seller of 1688 behind one of our supplier ids; undefined for anything that is not one. */
export function sellerOpenIdOf(supplierId: string): string | undefined {
  const openId = supplierId.startsWith(PREFIX) ? supplierId.slice(PREFIX.length) : ''
  return OPEN_ID.test(openId) ? openId : undefined
}
