import { z } from 'zod'
import { idText, optionalText } from '../../protocol/arguments.ts'
import { BusinessError } from '../../protocol/business-error.ts'
import type { Address } from './order.ts'

export const addressSchema = z.looseObject({
  addressId: idText.nullish(),
  districtCode: idText.nullish(),
  fullName: optionalText,
  mobile: optionalText,
  phone: optionalText,
  postCode: optionalText,
  provinceText: optionalText,
  cityText: optionalText,
  areaText: optionalText,
  townText: optionalText,
  address: optionalText,
})

export type SavedAddress = Address & { id: string; isDefault: boolean }

export const SAVED_ADDRESSES: readonly SavedAddress[] = [
  {
    id: '7001001',
    isDefault: true,
    fullName: '义乌一号仓收货部',
    mobile: '13800000000',
    phone: '057985000000',
    postCode: '322000',
    province: '浙江省',
    city: '金华市',
    area: '义乌市',
    areaCode: '330782',
    town: '稠江街道',
    address: '测试路1号一号仓',
  },
  {
    id: '7001002',
    isDefault: false,
    fullName: '广州二号仓收货部',
    mobile: '13800000001',
    phone: '02085000000',
    postCode: '510000',
    province: '广东省',
    city: '广州市',
    area: '白云区',
    areaCode: '440111',
    town: '太和镇',
    address: '测试大道2号二号仓',
  },
]

/** Districts known by code: enough for `districtCode` and the address parser. */
export const DISTRICTS: Readonly<Record<string, { province: string; city: string; area: string; postCode: string }>> = {
  '330782': { province: '浙江省', city: '金华市', area: '义乌市', postCode: '322000' },
  '330108': { province: '浙江省', city: '杭州市', area: '滨江区', postCode: '310000' },
  '440111': { province: '广东省', city: '广州市', area: '白云区', postCode: '510000' },
  '440307': { province: '广东省', city: '深圳市', area: '龙岗区', postCode: '518000' },
  '310115': { province: '上海市', city: '上海市', area: '浦东新区', postCode: '200000' },
  '370202': { province: '山东省', city: '青岛市', area: '市南区', postCode: '266000' },
}

/** The receiver by the three tiers of spec 2.8: a saved address wins silently, then a district code, then text. Throws code 400. */
export function receiverOf(param: z.output<typeof addressSchema>): Address {
  if (param.addressId) {
    const saved = SAVED_ADDRESSES.find((address) => address.id === param.addressId)
    if (!saved) throw new BusinessError('400', `AddressId invalid, addressId=${param.addressId}`)
    return saved
  }
  const district = param.districtCode ? DISTRICTS[param.districtCode] : undefined
  if (param.districtCode && !district) throw new BusinessError('400', `districtCode invalid, districtCode=${param.districtCode}`)
  if (param.phone && !/^[\d-]*$/.test(param.phone)) throw new BusinessError('400', 'phone invalid')
  const province = district?.province ?? param.provinceText
  const city = district?.city ?? param.cityText
  if (!province || !city || !param.address || !param.fullName || !(param.mobile || param.phone)) {
    throw new BusinessError('400', 'address invalid: province, city, address, fullName and a phone are required')
  }
  const area = district?.area ?? param.areaText ?? ''
  return {
    fullName: param.fullName,
    mobile: param.mobile ?? '',
    phone: param.phone ?? '',
    postCode: param.postCode ?? district?.postCode ?? '',
    province,
    city,
    area,
    areaCode: param.districtCode ?? codeOf(province, city, area),
    town: param.townText ?? '',
    address: param.address,
  }
}

function codeOf(province: string, city: string, area: string): string {
  const known = Object.entries(DISTRICTS).find(([, one]) => one.province === province && one.city === city && one.area === area)
  return known?.[0] ?? ''
}
