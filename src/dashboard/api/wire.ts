/** The shapes of the staff API as the pages see them. */
export type TaskKind = 'arrival' | 'inspection' | 'consolidation' | 'refund'
export type Role = 'warehouseStaff' | 'qcLead' | 'afterSales' | 'finance' | 'operatorAdmin'
export type Language = 'zh-CN' | 'en'
/** Minor units of an ISO 4217 currency. */
export type Money = { amount: number; currency: string }

export type Session = {
  user: { id: string; login: string; displayName: string; roles: Role[]; language: Language }
  csrfToken: string
  expiresAt: string
}

export type Task = {
  kind: TaskKind
  id: string
  state: string
  title: string
  imageUrl: string | null
  quantity: number
  partnerName: string
  livemode: boolean
  waybillNo: string | null
  dueAt: string | null
  createdAt: string
}

export type ScanResult = {
  kind: 'inspection' | 'consolidation' | 'refund' | 'parcel'
  /** The page to open; null when a parcel carries nothing to inspect. */
  targetId: string | null
  parcelId: string | null
  waybillNo: string | null
  arrivedNow: boolean
}

export type Product = {
  productId: string
  skuId: string | null
  title: string
  titleZh: string
  imageUrl: string | null
  attributes: { name: string; value: string }[]
  sellerName: string
  serviceLabels: string[]
}

export type HistoryItem = {
  machine: string
  fromState: string
  event: string
  toState: string
  actorKind: string
  actorId: string
  reason: string | null
  at: string
}

export type Photo = { id: string; shot: string; originalFileId: string; redactedFileId: string; takenBy: string; takenAt: string }
export type Severity = 'critical' | 'major' | 'minor'
export type Defect = { checkType: string; severity: Severity; quantity: number; description: string }
export type Limits = { accept: number; reject: number }
export type InspectionPlan = {
  sampleSize: number
  codeLetter: string | null
  acceptance: { critical: Limits; major: Limits; minor: Limits }
  shots: string[]
  checks: string[]
  notCovered: string[]
}
export type Outcome = 'PASS' | 'PASS_WITH_REMARK' | 'FAIL'

export type Inspection = {
  id: string
  state: string
  level: string
  livemode: boolean
  orderId: string
  lineId: string
  expectedQuantity: number
  countedQuantity: number | null
  passedQuantity: number | null
  failedQuantity: number | null
  plan: InspectionPlan | null
  defects: Defect[]
  remark: string | null
  inspectBy: string
  startedAt: string | null
  completedAt: string | null
  decideBy: string | null
  decision: string | null
  product: Product
  parcel: { id: string; waybillNo: string; courierName: string | null; state: string; arrivedAt: string | null; weightG: number | null }
  parcelInspections: { id: string; state: string }[]
  photos: Photo[]
  history: HistoryItem[]
  /** Moves this person may make now. */
  allowed: string[]
}

export type Completion = {
  outcome: Outcome
  countedQuantity: number
  passedQuantity: number
  failedQuantity: number
  defects: Defect[]
  remark: string | null
}

/** In pixels of the upright picture. */
export type Rectangle = { x: number; y: number; width: number; height: number }

export type Carton = { lengthMm: number; widthMm: number; heightMm: number; weightG: number }
export type ShipmentItem = {
  id: string
  lotId: string
  lineId: string
  quantity: number
  bin: string
  condition: string
  unitWeightG: number | null
  product: Product
}

export type Shipment = {
  id: string
  state: string
  livemode: boolean
  lineCode: string
  /** Cubic centimetres a kilogram, and the step chargeable weight is rounded up to. */
  volumetricDivisor: number
  weightStepG: number
  consignee: { name: string; countryCode: string; region: string; city: string; postalCode: string }
  packingPlan: { cartons: { carton: Carton; items: { lotId: string; quantity: number }[] }[]; warnings: string[] } | null
  cartons: Carton[]
  estimatedWeightG: number | null
  chargeableWeightG: number | null
  estimatedFreight: Money | null
  freight: Money | null
  paidAt: string | null
  carrierTrackingNo: string | null
  labelUrl: string | null
  handedOverAt: string | null
  externalRef: string | null
  items: ShipmentItem[]
  history: HistoryItem[]
  allowed: string[]
}

export type Refund = {
  id: string
  state: string
  livemode: boolean
  orderId: string
  lineId: string
  inspectionId: string | null
  type: string
  reasonCode: string
  description: string
  quantity: number
  orderedQuantity: number
  requested: Money
  requestedUpstream: Money
  linePaid: Money
  lineRefunded: Money
  approvedUpstream: Money | null
  payout: Money | null
  upstreamRefundId: string | null
  upstreamStatus: string | null
  deadlineAt: string | null
  rejectReason: string | null
  returnWaybillNo: string | null
  evidenceFileIds: string[]
  product: Product
  photos: Photo[]
  history: HistoryItem[]
  allowed: string[]
}
