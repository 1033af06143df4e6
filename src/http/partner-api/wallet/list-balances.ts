import { z } from 'zod'
import { wholeList } from '../../pagination.ts'
import { listWire, moneyWire, toMoneyWire } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'

const balanceWire = z
  .object({
    account: z.string().meta({
      description:
        '`available` can be spent; `reserved` waits for a purchase or a hand-over; `pending` was paid in and is not ours for good yet; `creditLine` is credit drawn and `owed` what a reversed top-up took beyond the balance, both negative.',
    }),
    balance: moneyWire,
  })
  .meta({ id: 'Balance', description: 'What is in one of your accounts.' })

export const listBalances = definePartnerRoute({
  method: 'GET',
  path: '/v1/balances',
  operationId: 'listBalances',
  tag: 'Wallet',
  summary: 'Read the wallet',
  description: 'Every account of yours in every currency you have used.',
  scope: 'wallet:read',
  response: {
    status: 200,
    schema: listWire(balanceWire, 'BalanceList'),
    example: wholeList([{ account: 'available', balance: { amount: 250_000, currency: 'USD' } }]),
  },
  handler: async ({ reads, tenant }) => {
    const balances = await reads.balances(tenant)
    return wholeList(balances.map(({ account, currency, balanceMinor }) => ({ account, balance: toMoneyWire(balanceMinor, currency) })))
  },
})
