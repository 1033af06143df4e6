import { z } from 'zod'
import type { Partner } from '../../../domain/partners/partner.ts'
import { idWire, instantWire } from '../../schema/wire.ts'

export const MOST_BLOCKED = 500

export const staffPartnerWire = z
  .object({
    id: idWire('par'),
    name: z.string(),
    status: z.string(),
    defaultCurrency: z.string(),
    defaultLanguage: z.string(),
    storefrontTemplate: z.string().nullable(),
    catalogue: z
      .object({
        blockedCategoryIds: z.array(z.string()),
        blockedBrands: z.array(z.string()),
        blockedSupplierIds: z.array(z.string()),
        markupBps: z.int().min(0),
        isMarkupShown: z.boolean(),
      })
      .meta({ id: 'StaffPartnerCatalogue' }),
    createdAt: instantWire,
    version: z.int().min(1),
  })
  .meta({ id: 'StaffPartner', description: 'A partner with its settings.' })

export const staffPartnerExample: z.input<typeof staffPartnerWire> = {
  ...{ id: 'par_01kd5v3m8qf6mrx3e0c9h2t4za', name: 'Demo Store', status: 'ACTIVE', defaultCurrency: 'USD', defaultLanguage: 'en' },
  storefrontTemplate: 'https://shop.example/products/{productId}',
  catalogue: {
    ...{ blockedCategoryIds: ['1034'], blockedBrands: ['LEGO'], blockedSupplierIds: ['sup_BBBk2x8Q0fMZr1dLw'] },
    ...{ markupBps: 1500, isMarkupShown: false },
  },
  ...{ createdAt: '2026-11-22T01:02:03.000Z', version: 3 },
}

/** A partner as the operator sees it. */
export function presentStaffPartner(partner: Partner): z.input<typeof staffPartnerWire> {
  const { id, name, status, defaultCurrency, defaultLanguage, storefrontTemplate, catalogueRules, createdAt, version } = partner
  return {
    ...{ id, name, status, defaultCurrency, defaultLanguage, storefrontTemplate },
    catalogue: {
      blockedCategoryIds: [...(catalogueRules?.blockedCategoryIds ?? [])],
      blockedBrands: [...(catalogueRules?.blockedBrands ?? [])],
      blockedSupplierIds: [...(catalogueRules?.blockedSupplierIds ?? [])],
      markupBps: catalogueRules?.markupBps ?? 0,
      isMarkupShown: catalogueRules?.isMarkupShown ?? true,
    },
    ...{ createdAt: createdAt.toISOString(), version },
  }
}
