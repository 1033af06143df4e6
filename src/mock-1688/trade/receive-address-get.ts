import type { Api } from '../protocol/api.ts'
import { refuseFlat } from '../protocol/envelopes.ts'
import { SAVED_ADDRESSES } from '../state/orders/address.ts'

export const receiveAddressGet: Api = {
  namespace: 'com.alibaba.trade',
  name: 'alibaba.trade.receiveAddress.get',
  needsToken: true,
  required: [],
  refuse: refuseFlat,
  handle: () => ({
    success: true,
    errorCode: null,
    errorMessage: null,
    result: {
      receiveAddressItems: SAVED_ADDRESSES.map((address) => ({
        id: Number(address.id),
        fullName: address.fullName,
        address: address.address,
        post: address.postCode,
        phone: address.phone,
        mobilePhone: address.mobile,
        addressCode: address.areaCode,
        addressCodeText: [address.province, address.city, address.area].join(' '),
        townCode: null,
        townName: address.town,
        isDefault: address.isDefault,
      })),
    },
  }),
}
