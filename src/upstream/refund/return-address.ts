import { z } from 'zod'
import type { ReturnAddress } from '../../domain/upstream/refund.ts'
import { askFor, shaped } from '../call-api.ts'
import type { ApiClient } from '../client.ts'
import { digits } from '../digits.ts'
import { decodeNested } from '../envelopes.ts'
import { FENXIAO } from '../namespaces.ts'
import { list, text } from '../wire.ts'

const NAME = 'refund.address.get'

/** Where the seller wants goods back; several products may have several addresses. Throws UpstreamError. */
export async function returnAddress(client: ApiClient, upstreamOrderId: string): Promise<ReturnAddress[]> {
  const params = { mainOrderId: String(digits(upstreamOrderId)) }
  const payload = await askFor(client, { namespace: FENXIAO, name: NAME, params }, decodeNested)
  return shaped(addressesWire, payload, NAME).data.map((wire) => ({
    receiverName: wire.receiverName ?? '',
    phone: wire.mobile ?? wire.contactPhone ?? wire.phone,
    province: wire.provinceText ?? '',
    city: wire.cityText ?? '',
    district: wire.districtText ?? '',
    town: wire.townText,
    street: wire.streetAddress ?? '',
    postCode: wire.zipCode,
  }))
}

const addressesWire = z.object({
  data: list(
    z.object({
      receiverName: text,
      mobile: text,
      phone: text,
      contactPhone: text,
      provinceText: text,
      cityText: text,
      districtText: text,
      townText: text,
      streetAddress: text,
      zipCode: text,
    }),
  ),
})
