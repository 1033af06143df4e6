export type UpstreamParcelStatus = 'awaitingPickup' | 'pickedUp' | 'inTransit' | 'signed' | 'notSigned' | 'failed' | 'cancelled' | 'unknown'

/** Which lines travel in the parcel; quantity null when 1688 does not say. */
export type UpstreamParcelLine = { upstreamOrderId: string; lineId: string; name: string; quantity: number | null }

export type UpstreamParcel = {
  logisticsId: string
  /** Null for goods delivered without a carrier. */
  waybillNo: string | null
  carrierCode: string | null
  carrierName: string | null
  status: UpstreamParcelStatus
  sentAt: Date | null
  lineIds: string[]
  lines: UpstreamParcelLine[]
  remarks: string | null
}

export type TraceStep = { at: Date; text: string }

export type UpstreamTrace = { logisticsId: string; waybillNo: string | null; steps: TraceStep[] }
