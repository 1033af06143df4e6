import { z } from 'zod'
import type { PaymentAgreement } from '../../domain/upstream/order.ts'
import { askFor, shaped } from '../call-api.ts'
import type { ApiClient } from '../client.ts'
import { decodeNested } from '../envelopes.ts'
import { TRADE } from '../namespaces.ts'
import { flag, list, text } from '../wire.ts'

const NAME = 'alibaba.trade.pay.protocolPay.isopen'

/** The ways the buyer may be debited without a person, signed or not; the booleans come as text. Throws UpstreamError. */
export async function paymentAgreements(client: ApiClient): Promise<PaymentAgreement[]> {
  const payload = await askFor(client, { namespace: TRADE, name: NAME, params: {} }, decodeNested)
  return shaped(agreementsWire, payload, NAME).paymentAgreements.map(({ payChannel, bindingStatus, signedStatus, signUrl }) => ({
    channel: payChannel ?? '',
    isUsable: bindingStatus === true && signedStatus === true,
    signUrl,
  }))
}

const agreementsWire = z.object({
  paymentAgreements: list(z.object({ payChannel: text, bindingStatus: flag, signedStatus: flag, signUrl: text })),
})
