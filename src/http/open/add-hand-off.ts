import type { FastifyInstance } from 'fastify'
import { offerIdOf } from '../../domain/catalogue/product-ids.ts'
import { storefrontUrl } from '../../domain/catalogue/storefront-url.ts'
import type { Partner } from '../../domain/partners/partner.ts'
import { Problem } from '../problem.ts'

type FindPartner = (partnerId: string) => Promise<Partner | undefined>

const PARTNER_ID = /^par_[0-9a-z]{26}$/

/** Sends a shopper who looks at a product of 1688 to the same product in a partner's shop; 404 whenever that cannot be. */
export async function addHandOff(app: FastifyInstance, findPartner: FindPartner): Promise<void> {
  app.get<{ Params: { productId: string }; Querystring: { partner?: unknown } }>('/go/:productId', async (request, reply) => {
    const offerId = offerIdOf(request.params.productId)
    const { partner: partnerId } = request.query
    if (offerId === undefined || typeof partnerId !== 'string' || !PARTNER_ID.test(partnerId)) throw new Problem('resource.not_found')
    const partner = await findPartner(partnerId)
    const url = partner?.status === 'ACTIVE' ? storefrontUrl(partner.storefrontTemplate, offerId) : undefined
    if (url === undefined) throw new Problem('resource.not_found')
    return reply.header('cache-control', 'no-store').redirect(url, 302)
  })
}
