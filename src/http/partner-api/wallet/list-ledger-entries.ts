import { z } from 'zod'
import { listAnswer, pageRequestOf } from '../../pagination.ts'
import { listWire, pageQuery } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { withoutUndefined } from '../without-undefined.ts'
import { ledgerEntryExample, ledgerEntryWire, presentLedgerEntry } from './ledger-entry-presenter.ts'

export const listLedgerEntries = definePartnerRoute({
  method: 'GET',
  path: '/v1/ledger-entries',
  operationId: 'listLedgerEntries',
  tag: 'Wallet',
  summary: 'List ledger entries',
  description: 'Every movement of your money, newest first. Entries of one group sum to zero over all accounts, ours included.',
  scope: 'wallet:read',
  query: z.strictObject({
    sourceId: z.string().min(1).max(64).optional().meta({ description: 'The order line, shipment or refund that caused it.' }),
    ...pageQuery,
  }),
  response: {
    status: 200,
    schema: listWire(ledgerEntryWire, 'LedgerEntryList'),
    example: { object: 'list', data: [ledgerEntryExample], hasMore: false, nextCursor: null },
  },
  handler: async ({ reads, cursors, tenant, query }) => {
    const filter = withoutUndefined({ sourceId: query.sourceId })
    const page = await reads.ledgerEntries(tenant, filter, pageRequestOf(cursors, query))
    return listAnswer(page, { cursors, query, position: (entry) => entry, present: presentLedgerEntry })
  },
})
