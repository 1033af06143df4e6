import type { CatalogueRules } from '../catalogue/catalogue-rules.ts'
import { storefrontUrl } from '../catalogue/storefront-url.ts'
import { existing } from '../shared/owned-by.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Commands } from '../use-cases.ts'
import type { Partner } from './partner.ts'

export type SetPartnerCatalogue = {
  partnerId: string
  version: number | undefined
  storefrontTemplate: string | null
  rules: CatalogueRules
}

/** What the operator decides about a partner's catalogue. Refuses `partner.storefront_invalid` and a version that is not the newest. */
export function createSetPartnerCatalogue(): Commands['setPartnerCatalogue'] {
  return async (tx, { partnerId, version, storefrontTemplate, rules }) => {
    const partner: Partner = existing(await tx.partners.lock(partnerId), partnerId)
    if (version !== undefined && version !== partner.version) throw new Refusal('resource.version_mismatch', { id: partnerId })
    if (storefrontTemplate !== null && storefrontUrl(storefrontTemplate, '1') === undefined) {
      throw new Refusal('partner.storefront_invalid', { pointer: '#/storefrontTemplate' })
    }
    return tx.partners.update({ ...partner, storefrontTemplate, catalogueRules: rules })
  }
}
