import { z } from 'zod'
import { Problem } from '../../problem.ts'
import { currencyWire, idWire } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { EXAMPLE } from '../examples.ts'

const meWire = z
  .object({
    object: z.literal('me'),
    partnerId: idWire('par'),
    name: z.string(),
    status: z.enum(['ACTIVE', 'SUSPENDED']),
    defaultCurrency: currencyWire,
    defaultLanguage: z.string(),
    livemode: z.boolean().meta({ description: 'Whether this key works on live data.' }),
    keyId: z.string(),
    scopes: z.array(z.string()),
    apiVersion: z.string(),
  })
  .meta({ id: 'Me', description: 'Who this key is and what it may do.' })

export const getMe = definePartnerRoute({
  method: 'GET',
  path: '/v1/me',
  operationId: 'getMe',
  tag: 'Account',
  summary: 'Who am I?',
  description: 'The account and the key of this request: a good first call. Any key may make it.',
  scope: null,
  response: {
    status: 200,
    schema: meWire,
    example: {
      object: 'me',
      partnerId: EXAMPLE.partner,
      name: 'Example Trading Ltd',
      status: 'ACTIVE',
      defaultCurrency: 'USD',
      defaultLanguage: 'en',
      livemode: true,
      keyId: 'a1B2c3D4e5',
      scopes: ['orders:read', 'orders:write'],
      apiVersion: '2026-11-01',
    },
  },
  problems: [404],
  handler: async ({ reads, principal, request }) => {
    const partner = await reads.partner(principal.partnerId)
    if (!partner) throw new Problem('resource.not_found')
    const { name, status, defaultCurrency, defaultLanguage } = partner
    const { keyId, tenant, scopes } = principal
    return {
      ...{ object: 'me' as const, partnerId: partner.id, name, status, defaultCurrency, defaultLanguage },
      ...{ livemode: tenant.livemode, keyId, scopes: [...scopes], apiVersion: request.apiVersion },
    }
  },
})
