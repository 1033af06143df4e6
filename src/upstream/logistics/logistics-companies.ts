import { z } from 'zod'
import type { LogisticsCompany } from '../../domain/upstream/refund.ts'
import { askFor, shaped } from '../call-api.ts'
import type { ApiClient } from '../client.ts'
import { decodeQuery } from '../envelopes.ts'
import { LOGISTICS } from '../namespaces.ts'
import { list, text } from '../wire.ts'

const NAME = 'alibaba.logistics.OpQueryLogisticCompanyList.offline'

/** The carriers a return parcel may go with. Throws UpstreamError. */
export async function logisticsCompanies(client: ApiClient): Promise<LogisticsCompany[]> {
  const payload = await askFor(client, { namespace: LOGISTICS, name: NAME, params: {} }, decodeQuery)
  return shaped(companies, payload, NAME).flatMap(({ companyNo, companyName }) =>
    companyNo === null ? [] : [{ code: companyNo, name: companyName ?? companyNo }],
  )
}

const companies = list(z.object({ companyNo: text, companyName: text }))
