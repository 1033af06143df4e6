import type { Assumption, DutyUnknown } from '../../../domain/landed/landed-estimate.ts'

type Text = { en: string; zh: string }

/** What an estimate takes for granted, in both languages. */
export const ASSUMPTION_TEXTS: Record<Assumption, Text> = {
  ONE_SHIPMENT: { en: 'All goods of the quote travel as one shipment.', zh: '报价内全部商品合为一票发出。' },
  PACKAGING_ADDED: {
    en: 'Packaging is added to the net weight by rule packagingAllowance.',
    zh: '净重上按规则 packagingAllowance 加包装重量。',
  },
  WEIGHT_ASSUMED: {
    en: 'Nobody states the weight of some goods; rule freightEstimate assumes one.',
    zh: '部分商品无重量，按规则 freightEstimate 假设。',
  },
  SIZE_ASSUMED: {
    en: 'Nobody states the size of some goods; their room is assumed from their weight.',
    zh: '部分商品无尺寸，体积按重量假设。',
  },
  DUTY_IN_FREIGHT: { en: 'The price of this line includes duty and tax.', zh: '该线路为包税价，已含关税与进口税。' },
  ITEM_TYPES_COUNTED_BY_PRODUCT: {
    en: 'Without a heading (hsCode) each product counts as a kind of goods.',
    zh: '未提供 hsCode 的，每个商品按一种品目计。',
  },
  CUSTOMS_VALUE_IS_PRICE_PAID: { en: 'The customs value is what is paid for goods and freight.', zh: '完税价格按实付货款与国际运费计算。' },
  SURCHARGES_NOT_INCLUDED: {
    en: 'Surcharges, such as for remote places or batteries, and insurance are not included.',
    zh: '不含偏远、带电等附加费及保险。',
  },
  DUTIES_NOT_VERIFIED: {
    en: 'Some rows of duty or tax rest on general knowledge nobody has verified (confidence C): take them as a rough estimate.',
    zh: '部分关税或进口税行未经核实（可信度 C），仅供粗略参考。',
  },
}

/** Why a duty or tax is not known, in both languages. */
export const UNKNOWN_TEXTS: Record<DutyUnknown['reason'], Text> = {
  COUNTRY_NOT_IN_TABLE: { en: 'Our tables do not have this country.', zh: '税则表中暂无该国家。' },
  RATE_NOT_IN_TABLE: {
    en: 'Our tables do not have a rate for these goods; name their heading (hsCode), or ask a broker.',
    zh: '税则表中暂无该商品的税率，请提供 hsCode 或咨询报关行。',
  },
  THRESHOLD_CURRENCY_UNRATED: { en: 'We have no exchange rate for the currency of the threshold.', zh: '免征额所用货币暂无汇率。' },
}
