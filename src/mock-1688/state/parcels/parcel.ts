export type CourierStatus = 'CONSIGN' | 'ACCEPT' | 'TRANSPORT' | 'DELIVERING' | 'AGENT_SIGN' | 'SIGN' | 'FAILED'

/** What the seller says is inside; `actualQuantity` and `condition` are what the warehouse will really find. */
export type ParcelLine = { subItemId: string; quantity: number; actualQuantity: number; condition: 'good' | 'damaged' | 'wrong' }

export type Courier = { id: string; no: string; name: string; phone: string }

export type Parcel = {
  logisticsId: string
  waybillNo: string
  /** Numbers it had before the seller corrected them; they still find it. */
  formerWaybillNos: string[]
  courier: Courier
  orderId: string
  lines: ParcelLine[]
  status: CourierStatus
  steps: { at: number; status: CourierStatus; remark: string }[]
  shippedAt: number
  signedAt: number | null
  /** "no logistics": the seller gave no waybill (spec 2.9, type "2"). */
  noLogistics: boolean
}

export const COURIERS: readonly Courier[] = [
  { id: '3', no: 'ZTO', name: '中通快递(ZTO)', phone: '95311' },
  { id: '5', no: 'YTO', name: '圆通速递(YTO)', phone: '95554' },
  { id: '7', no: 'STO', name: '申通快递(STO)', phone: '95543' },
  { id: '9', no: 'YUNDA', name: '韵达快递(YUNDA)', phone: '95546' },
  { id: '11', no: 'HTKY', name: '极兔速递(HTKY)', phone: '95820' },
  { id: '13', no: 'SF', name: '顺丰速运(SF)', phone: '95338' },
  { id: '15', no: 'EMS', name: '邮政快递包裹(EMS)', phone: '11183' },
  { id: '17', no: 'DEPPON', name: '德邦快递(DEPPON)', phone: '95353' },
]

/** Trace status -> status of the logistics order (spec 3.3). */
export const LOGISTICS_STATUS: Readonly<Record<CourierStatus, string>> = {
  CONSIGN: 'WAITACCEPT',
  ACCEPT: 'ACCEPT',
  TRANSPORT: 'TRANSPORT',
  DELIVERING: 'TRANSPORT',
  AGENT_SIGN: 'SIGN',
  SIGN: 'SIGN',
  FAILED: 'UNSIGN',
}

export const NEXT_STATUS: Readonly<Partial<Record<CourierStatus, CourierStatus>>> = {
  CONSIGN: 'ACCEPT',
  ACCEPT: 'TRANSPORT',
  TRANSPORT: 'DELIVERING',
  DELIVERING: 'SIGN',
  AGENT_SIGN: 'SIGN',
  FAILED: 'DELIVERING',
}
