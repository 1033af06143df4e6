import type pg from 'pg'
import { cloneRows, idOf, idSql } from './clone-rows.ts'

export type OpenQuotes = {
  /** Makes so many quotes, in turn one for each of these partners. */
  stock(count: number, partnerIds: readonly string[]): Promise<void>
  /** The next quote that nobody has ordered, and the place of its partner. */
  next(): { copy: number; quoteId: string; turn: number }
}

/** Copies of a quote, made before they are needed: each makes one order. */
export function createOpenQuotes(client: pg.Client, quoteId: string): OpenQuotes {
  let made = 0
  let next = 1
  let owners = 1
  return {
    async stock(count, partnerIds) {
      const partner = `(array[${partnerIds.map((id) => `'${id}'`).join(', ')}])[n % ${partnerIds.length} + 1]`
      const change = { id: idSql('quo'), partner_id: partner, status: "'OPEN'", order_id: 'null', version: '1' }
      await cloneRows(client, 'quote', { id: quoteId, from: made + 1, count: made + count, change })
      next = made + 1
      made += count
      owners = partnerIds.length
    },
    next() {
      if (next > made) throw new Error('all quotes are ordered')
      const copy = next++
      return { copy, quoteId: idOf('quo', copy), turn: copy % owners }
    },
  }
}
