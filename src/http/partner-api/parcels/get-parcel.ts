import { z } from 'zod'
import { answer } from '../../answer.ts'
import { Problem } from '../../problem.ts'
import { idWire } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { parcelExample, parcelTag, parcelWire, presentParcel } from './parcel-presenter.ts'

export const getParcel = definePartnerRoute({
  method: 'GET',
  path: '/v1/parcels/{parcelId}',
  operationId: 'getParcel',
  tag: 'Warehouse',
  summary: 'Read a parcel',
  description: 'A parcel on its way to us or in our warehouse, with what should be and what was in it.',
  scope: 'warehouse:read',
  params: z.object({ parcelId: idWire('pcl') }),
  etag: true,
  response: { status: 200, schema: parcelWire, example: parcelExample },
  handler: async ({ reads, tenant, params }) => {
    const view = await reads.parcel(tenant, params.parcelId)
    if (!view) throw new Problem('resource.not_found')
    return answer(presentParcel(view), { etag: parcelTag(view) })
  },
})
