import type { GoodsAttribute } from '../quotes/quote.ts'
import type { OrderLine } from './order.ts'

/** 1688 takes so many characters of message with one order (domain.md 3.1). */
export const MAX_SELLER_MESSAGE = 500

/** The remarks of lines bought together as the message their seller reads, each with the variant it is about; undefined without any. */
export function sellerMessage(lines: readonly { attributes: readonly GoodsAttribute[]; remark: string | null }[]): string | undefined {
  const said = lines.flatMap(({ attributes, remark }) => {
    if (remark === null) return []
    const variant = attributes.map(({ valueZh }) => valueZh).join('/')
    return [lines.length > 1 && variant !== '' ? `【${variant}】${remark}` : remark]
  })
  return said.length === 0 ? undefined : said.join('\n')
}

/** The same for lines of an order, as a part of what is asked of 1688. */
export function messageOf(lines: readonly OrderLine[]): { messageToSeller?: string } {
  const message = sellerMessage(lines.map(({ remark, snapshot }) => ({ remark, attributes: snapshot.attributes })))
  return message === undefined ? {} : { messageToSeller: message }
}
