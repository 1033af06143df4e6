import type { Api } from '../protocol/api.ts'
import { BusinessError } from '../protocol/business-error.ts'
import { refuseFlat } from '../protocol/envelopes.ts'

const COUNTRIES: readonly (readonly [code: string, name: RegExp])[] = [
  ['US', /\b(usa|united states|u\.s\.a?\.?)\b/i],
  ['GB', /\b(united kingdom|great britain|uk)\b/i],
  ['JP', /\bjapan\b|日本/i],
  ['KR', /\b(south )?korea\b|대한민국/i],
  ['DE', /\b(germany|deutschland)\b/i],
  ['FR', /\bfrance\b/i],
  ['VN', /\bviet ?nam\b/i],
  ['TH', /\bthailand\b/i],
]
const PHONE = /\+?\d[\d ()-]{7,}\d/
const POST_CODE = /\b(\d{5}(?:-\d{4})?|\d{3}-\d{4}|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})\b/

/** An overseas address in one text, taken apart: names of arguments and answers are our guess, the documents at hand give none. */
export const addressParseText: Api = {
  namespace: 'com.alibaba.trade',
  name: 'trade.address.parseText',
  needsToken: true,
  required: ['addressText'],
  refuse: refuseFlat,
  handle({ params }) {
    const text = params.addressText ?? ''
    const phone = PHONE.exec(text)?.[0] ?? null
    const rest = phone === null ? text : text.replace(phone, '')
    const country = COUNTRIES.find(([, name]) => name.test(rest))
    if (!country) throw new BusinessError('400', '地址解析失败')
    const postCode = POST_CODE.exec(rest)?.[0] ?? null
    const parts = rest
      .split(/[,\n]/)
      .map((part) => part.replace(postCode ?? '', '').trim())
      .filter((part) => part !== '' && !country[1].test(part))
    const [first, second, ...others] = parts
    const named = parts.length > 2
    return {
      success: true,
      errorCode: null,
      errorMessage: null,
      result: {
        countryCode: country[0],
        fullName: named ? first : null,
        mobile: phone?.trim() ?? null,
        postCode,
        address: (named ? second : first) ?? null,
        city: (named ? others[0] : second) ?? null,
        province: (named ? others[1] : others[0]) ?? null,
      },
    }
  },
}
