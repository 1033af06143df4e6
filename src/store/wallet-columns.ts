import type { Columns } from './tables.ts'

/** Columns of the tables about partners' money beside the ledger. */
export const WALLET_COLUMNS: Pick<Columns, 'topUp' | 'paymentMessage'> = {
  topUp: {
    partnerId: 'plain',
    livemode: 'plain',
    id: 'plain',
    state: 'plain',
    method: 'plain',
    externalRef: 'plain?',
    reference: 'plain',
    currency: 'plain',
    amountMinor: 'plain',
    paidMinor: 'plain?',
    paidCurrency: 'plain?',
    reversedMinor: 'plain?',
    providerPaymentId: 'plain?',
    payUrl: 'plain?',
    instructions: 'plain?',
    reason: 'plain?',
    expiresAt: 'plain',
    clearedAt: 'plain?',
    createdAt: 'plain',
    updatedAt: 'plain',
    version: 'plain',
  },
  paymentMessage: {
    id: 'plain',
    messageId: 'plain',
    livemode: 'plain',
    reference: 'plain',
    body: 'plain',
    receivedAt: 'plain',
    handledAt: 'plain?',
    outcome: 'plain?',
  },
}
