import type { Api } from '../protocol/api.ts'
import { BusinessError } from '../protocol/business-error.ts'
import { refuseFlat } from '../protocol/envelopes.ts'
import { DISTRICTS } from '../state/orders/address.ts'

export const addressCodeParse: Api = {
  namespace: 'com.alibaba.trade',
  name: 'alibaba.trade.addresscode.parse',
  needsToken: true,
  required: ['addressInfo'],
  refuse: refuseFlat,
  handle({ params }) {
    const text = params.addressInfo ?? ''
    const hit = Object.entries(DISTRICTS).find(([, district]) => text.includes(district.area) && text.includes(district.city.slice(0, 2)))
    if (!hit) throw new BusinessError('400', '地址解析失败')
    const [code, district] = hit
    const address = text.slice(text.indexOf(district.area) + district.area.length).trim()
    return {
      success: true,
      errorCode: null,
      errorMessage: null,
      result: {
        addressCode: code,
        addressCodeText: [district.province, district.city, district.area].join(' '),
        address,
        postCode: district.postCode,
        townCode: null,
        townName: null,
      },
    }
  },
}
