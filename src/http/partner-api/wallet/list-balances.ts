import { z } from 'zod'
import { CREDIT_STATUSES, leftToDraw } from '../../../domain/credit/credit-line.ts'
import type { CreditLineView } from '../../../domain/credit/credit-ports.ts'
import type { CurrencyBalance } from '../../../domain/wallet/currency-balance.ts'
import { wholeList } from '../../pagination.ts'
import { currencyWire, instantWire, listWire, moneyWire, toInstantWire, toMoneyWire } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'

const creditWire = z
  .object({
    status: z.enum(CREDIT_STATUSES).meta({ id: 'CreditStatus', description: 'Only an `ACTIVE` line is drawn from. May gain values.' }),
    limit: moneyWire,
    drawn: moneyWire.meta({ description: 'What is open of all draws.' }),
    left: moneyWire.meta({ description: 'What may still be drawn: nothing while anything is overdue.' }),
    termDays: z.int().meta({ description: 'Calendar days in China from a draw to the last day of paying it back.' }),
    nextDue: z
      .object({ at: instantWire, amount: moneyWire })
      .nullable()
      .meta({ id: 'CreditDue', description: 'What falls due next; what is overdue comes first.' }),
    overdue: moneyWire,
  })
  .meta({ id: 'Credit', description: 'Buy now, pay later.' })

const balanceWire = z
  .object({
    currency: currencyWire,
    available: moneyWire.meta({ description: 'What you can spend.' }),
    reserved: moneyWire.meta({ description: 'Held for purchases and hand-overs that are under way.' }),
    pending: moneyWire.meta({ description: 'Paid in, and not ours for good yet.' }),
    owed: moneyWire.meta({ description: 'What a reversed top-up took beyond the balance; nothing is paid for while it is open.' }),
    credit: creditWire.nullable().meta({ description: 'Null: no credit was agreed in this currency.' }),
    alertBelow: moneyWire.nullable().meta({ description: 'Below this you are told, see `POST /v1/balance-alerts`.' }),
    provedAt: instantWire.nullable().meta({ description: 'When every posting of all books was last added up, and they agreed.' }),
  })
  .meta({ id: 'Balance', description: 'Your money in one currency.' })

export const listBalances = definePartnerRoute({
  method: 'GET',
  path: '/v1/balances',
  operationId: 'listBalances',
  tag: 'Wallet',
  summary: 'Read the wallet',
  description: 'One entry for each currency you have used.',
  scope: 'wallet:read',
  response: { status: 200, schema: listWire(balanceWire, 'BalanceList'), example: wholeList([example()]) },
  handler: async ({ reads, tenant, clock }) => wholeList((await reads.balances(tenant, clock.now())).map(presentBalance)),
})

function presentBalance(balance: CurrencyBalance): z.input<typeof balanceWire> {
  const { currency, credit, alertBelowMinor } = balance
  return {
    currency,
    available: toMoneyWire(balance.availableMinor, currency),
    reserved: toMoneyWire(balance.reservedMinor, currency),
    pending: toMoneyWire(balance.pendingMinor, currency),
    owed: toMoneyWire(balance.owedMinor, currency),
    credit: credit === null ? null : presentCredit(credit),
    alertBelow: alertBelowMinor === null ? null : toMoneyWire(alertBelowMinor, currency),
    provedAt: toInstantWire(balance.provedAt),
  }
}

function presentCredit(line: CreditLineView): z.input<typeof creditWire> {
  const { currency, status, termDays, nextDueAt } = line
  return {
    status,
    limit: toMoneyWire(line.limitMinor, currency),
    drawn: toMoneyWire(line.drawnMinor, currency),
    left: toMoneyWire(leftToDraw(line), currency),
    termDays,
    nextDue: nextDueAt === null ? null : { at: toInstantWire(nextDueAt), amount: toMoneyWire(line.nextDueMinor, currency) },
    overdue: toMoneyWire(line.overdueMinor, currency),
  }
}

function example(): z.input<typeof balanceWire> {
  const usd = (amount: number) => ({ amount, currency: 'USD' as const })
  return {
    currency: 'USD',
    available: usd(250_000),
    reserved: usd(13_581),
    pending: usd(0),
    owed: usd(0),
    credit: {
      status: 'ACTIVE',
      limit: usd(500_000),
      drawn: usd(9_000),
      left: usd(491_000),
      termDays: 30,
      nextDue: { at: '2026-12-22T16:00:00.000Z', amount: usd(9_000) },
      overdue: usd(0),
    },
    alertBelow: usd(50_000),
    provedAt: '2026-11-22T01:00:00.000Z',
  }
}
