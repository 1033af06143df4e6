import type { CatalogueRules } from '../catalogue/catalogue-rules.ts'
import type { Currency } from '../shared/money.ts'

/** A tenant: an overseas procurement site that buys through us. Live and test data live side by side, never mixed. */
export type Partner = {
  id: string
  name: string
  status: 'ACTIVE' | 'SUSPENDED'
  /** The currency quotes and the ledger use unless a quote asks for another. */
  defaultCurrency: Currency
  /** BCP 47 language of product texts when the request names none. */
  defaultLanguage: string
  /** Address of a product in the partner's shop, with `{productId}` or `{offerId}` in it; null: shoppers cannot be handed off. */
  storefrontTemplate: string | null
  /** Null: the whole catalogue at the seller's price. */
  catalogueRules: CatalogueRules | null
  createdAt: Date
  version: number
}

/** An API key as stored: the secret only as a SHA-256, so a stolen table opens nothing. */
export type ApiKey = {
  id: string
  partnerId: string
  livemode: boolean
  /** Public half of the key: the look-up handle. */
  keyId: string
  secretSha256: string
  lastFour: string
  scopes: string[]
  apiVersion: string
  createdAt: Date
  expiresAt: Date | null
  revokedAt: Date | null
}
