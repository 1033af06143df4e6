import { blocksSupplier, type CatalogueRules, mentionsBrand } from '../catalogue/catalogue-rules.ts'
import type { Transaction } from '../ports.ts'
import { Refusal } from '../shared/refusal.ts'
import { sameTenant, type Tenant } from '../shared/tenant.ts'

/**
 * A quote made before its goods were blocked makes no order any more: by the seller and the brand, which a quote knows. Refuses
 * `quote.not_orderable`; a foreign or missing quote is left to the order itself.
 */
export async function refuseBlockedGoods(
  tx: Pick<Transaction, 'quotes'>,
  { tenant, quoteId, rules }: { tenant: Tenant; quoteId: string; rules: CatalogueRules },
): Promise<void> {
  const quote = await tx.quotes.find(quoteId)
  if (quote === undefined || !sameTenant(quote, tenant)) return
  const blocked = quote.lines.find((line) => blocksSupplier(rules, line.sellerOpenId) || mentionsBrand(rules, [line.titleZh, line.title]))
  if (blocked !== undefined) throw new Refusal('quote.not_orderable', { lineNo: blocked.lineNo, reason: 'blocked' })
}
