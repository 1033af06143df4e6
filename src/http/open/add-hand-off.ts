import type { FastifyInstance } from 'fastify'
import { offerIdOf } from '../../domain/catalogue/product-ids.ts'
import { storefrontUrl } from '../../domain/catalogue/storefront-url.ts'
import type { Partner } from '../../domain/partners/partner.ts'
import type { Clock } from '../../domain/shared/clock.ts'
import { createLocalQuota, type QuotaPolicy } from '../plugins/quota.ts'
import { Problem } from '../problem.ts'

type FindPartner = (partnerId: string) => Promise<Partner | undefined>

const PARTNER_ID = /^par_[0-9a-z]{26}$/
/** Nobody shops faster, and a whole office behind one address hardly. Counted by each process for itself. */
const POLICY: QuotaPolicy = { name: 'address', quota: 120, windowMs: 60_000, partition: 'key' }

/** Sends a shopper who looks at a product of 1688 to the same product in a partner's shop; 404 whenever that cannot be. */
export async function addHandOff(app: FastifyInstance, { findPartner, clock }: { findPartner: FindPartner; clock: Clock }): Promise<void> {
  const quota = createLocalQuota(clock)
  app.get<{ Params: { productId: string }; Querystring: { partner?: unknown } }>('/go/:productId', async (request, reply) => {
    const take = await quota.take(request.ip, POLICY, 1)
    if (!take.allowed) {
      throw new Problem('rate.limited', { policy: [POLICY.name] }, { headers: { 'retry-after': String(Math.ceil(take.retryMs / 1000)) } })
    }
    const offerId = offerIdOf(request.params.productId)
    const { partner: partnerId } = request.query
    if (offerId === undefined || typeof partnerId !== 'string' || !PARTNER_ID.test(partnerId)) throw new Problem('resource.not_found')
    const partner = await findPartner(partnerId)
    const url = partner?.status === 'ACTIVE' ? storefrontUrl(partner.storefrontTemplate, offerId) : undefined
    if (url === undefined) throw new Problem('resource.not_found')
    return reply.header('cache-control', 'no-store').redirect(url, 302)
  })
}
