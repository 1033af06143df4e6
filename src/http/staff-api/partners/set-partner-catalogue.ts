import { z } from 'zod'
import { answer, versionTag } from '../../answer.ts'
import { idWire, supplierIdWire } from '../../schema/wire.ts'
import { defineStaffRoute, openTo } from '../staff-door.ts'
import { MOST_BLOCKED, presentStaffPartner, staffPartnerExample, staffPartnerWire } from './partner-wire.ts'

const change = z
  .strictObject({
    storefrontTemplate: z.string().max(500).nullable(),
    blockedCategoryIds: z
      .array(
        z
          .string()
          .regex(/^[0-9]{1,20}$/)
          .max(20),
      )
      .max(MOST_BLOCKED),
    blockedBrands: z.array(z.string().regex(/\S/).max(100)).max(MOST_BLOCKED),
    blockedSupplierIds: z.array(supplierIdWire).max(MOST_BLOCKED),
    markupBps: z.int().min(0).max(100_000),
    isMarkupShown: z.boolean(),
  })
  .meta({ id: 'StaffPartnerCatalogueChange' })

export const setPartnerCatalogue = openTo(
  ['operatorAdmin'],
  defineStaffRoute({
    method: 'PUT',
    path: '/staff/v1/partners/{partnerId}/catalogue',
    operationId: 'setPartnerCatalogue',
    tag: 'Partners',
    summary: "Set a partner's catalogue",
    description: 'What the partner sees of the catalogue, its markup and the address of its shop. Acts on its next requests within 30 s.',
    scope: null,
    ifMatch: 'required',
    params: z.object({ partnerId: idWire('par') }),
    body: change,
    bodyExample: { storefrontTemplate: staffPartnerExample.storefrontTemplate, ...staffPartnerExample.catalogue },
    response: { status: 200, schema: staffPartnerWire, example: staffPartnerExample },
    problems: [401, 403, 404, 412, 422, 428],
    handler: async ({ unitOfWork, commands, params, body, expectedVersion }) => {
      const { storefrontTemplate, ...rules } = body
      const partner = await unitOfWork.run((tx) =>
        commands.setPartnerCatalogue(tx, { partnerId: params.partnerId, version: expectedVersion, storefrontTemplate, rules }),
      )
      return answer(presentStaffPartner(partner), { etag: versionTag(partner.version) })
    },
  }),
)
