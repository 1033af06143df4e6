import { z } from 'zod'
import type { LedgerEntryView } from '../../../domain/ledger/ledger-entry-view.ts'
import { instantWire, moneyWire, toInstantWire, toMoneyWire } from '../../schema/wire.ts'
import { EXAMPLE } from '../examples.ts'

export const ledgerEntryWire = z
  .object({
    object: z.literal('ledgerEntry'),
    id: z.string(),
    groupId: z.string().meta({ description: 'Entries made together.' }),
    template: z.string().meta({ description: 'The kind of booking.' }),
    account: z.string(),
    amount: moneyWire.meta({ description: 'Signed: what the account gained or lost.' }),
    source: z.object({ type: z.string(), id: z.string() }).meta({ id: 'LedgerSource', description: 'What caused it.' }),
    createdAt: instantWire,
  })
  .meta({ id: 'LedgerEntry', description: 'One movement of an account of yours.' })

export function presentLedgerEntry(entry: LedgerEntryView): z.input<typeof ledgerEntryWire> {
  const { id, groupId, template, account } = entry
  return {
    ...{ object: 'ledgerEntry', id, groupId, template, account },
    amount: toMoneyWire(entry.amountMinor, entry.currency),
    source: { type: entry.sourceType, id: entry.sourceId },
    createdAt: toInstantWire(entry.createdAt),
  }
}

export const ledgerEntryExample: z.input<typeof ledgerEntryWire> = {
  object: 'ledgerEntry',
  id: '184467',
  groupId: EXAMPLE.group,
  template: 'holdPayment1',
  account: 'available',
  amount: { amount: -13_581, currency: 'USD' },
  source: { type: 'orderLine', id: EXAMPLE.line },
  createdAt: EXAMPLE.at,
}
