import type { DeliveryAddress, OrderRequest } from '../../domain/upstream/order.ts'
import { digits } from '../digits.ts'
import { writeLossless } from '../lossless-json.ts'

/** The two JSON parameters that preview and create share, each serialised once: this very text is signed and sent. */
export function cargoParams(request: OrderRequest): { addressParam: string; cargoParamList: string } {
  return {
    addressParam: writeLossless(addressParam(request.address)),
    cargoParamList: writeLossless(
      request.lines.map(({ offerId, specId, quantity }) => ({
        offerId: digits(offerId),
        ...(specId === null ? {} : { specId }),
        quantity,
      })),
    ),
  }
}

/** A saved address silently wins over any text beside it (hazard 23), so it goes alone. */
function addressParam(address: DeliveryAddress): Record<string, unknown> {
  if (address.kind === 'saved') return { addressId: digits(address.addressId) }
  const person = {
    fullName: address.fullName,
    mobile: address.mobile,
    phone: (address.phone ?? '').replace(/\D/g, ''),
    postCode: address.postCode ?? '',
    address: address.street,
  }
  if (address.kind === 'district') return { districtCode: address.districtCode, ...person }
  return {
    ...person,
    provinceText: address.province,
    cityText: address.city,
    areaText: address.district,
    townText: address.town ?? '',
  }
}
