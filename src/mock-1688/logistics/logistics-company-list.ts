import type { Api } from '../protocol/api.ts'
import { refuseFlat } from '../protocol/envelopes.ts'
import { COURIERS } from '../state/parcels/parcel.ts'

/** The list and its offline twin (couriers a buyer may use to send goods back). */
export const logisticsCompanyLists: readonly Api[] = [
  'alibaba.logistics.OpQueryLogisticCompanyList',
  'alibaba.logistics.OpQueryLogisticCompanyList.offline',
].map((name) => ({
  namespace: 'com.alibaba.logistics',
  name,
  needsToken: true,
  required: [],
  refuse: refuseFlat,
  handle: () => ({
    success: true,
    errorCode: null,
    errorMessage: null,
    result: COURIERS.map((courier) => ({
      id: Number(courier.id),
      companyName: courier.name,
      companyNo: courier.no,
      companyPhone: courier.phone,
      spelling: courier.no.toLowerCase(),
      supportPrint: true,
    })),
  }),
}))
