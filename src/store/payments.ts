import type { Payments, Wallet } from '../domain/ports.ts'
import type { Currency } from '../domain/shared/money.ts'
import { DOOR } from './posting-batch.ts'
import type { Scope } from './scope.ts'

/** What paying for an order begins with, in one question. */
export function createPayments(scope: Scope): Payments {
  return {
    async outlook({ partnerId, livemode }) {
      await scope.settle()
      const tenant = [partnerId, livemode]
      const [, rows] = await Promise.all([scope.looksFirst ? scope.ask(LOCK, tenant) : [], scope.ask<OutlookRow>(OUTLOOK, tenant)])
      return { turn: rows[0]?.turn ?? 1, walletIn: (currency) => walletOf(rows, currency) }
    },
  }
}

type OutlookRow = { turn: number; kind: string | null; currency: Currency | null; balance: bigint | null }

function walletOf(rows: readonly OutlookRow[], currency: Currency): Wallet {
  const balanceOf = (account: string) => rows.find((row) => row.kind === account && row.currency === currency)?.balance ?? 0n
  return { available: balanceOf(DOOR), owed: -balanceOf('owed') }
}

const ACCOUNTS = `owner = $1 and livemode = $2 and kind in ('${DOOR}', 'owed')`
const LOCK = `select id from ledger_account where ${ACCOUNTS} order by kind <> '${DOOR}', currency for no key update`
const OUTLOOK = `
  select next.turn, account.kind, account.currency, account.balance_minor as balance
  from (
    select greatest(
      coalesce((select max(turn) from purchase where state = 'INTENDED' and attempts = 0 and partner_id = $1 and livemode = $2), 0),
      coalesce((select min(turn) from purchase where state = 'INTENDED' and attempts = 0 and turn > 0), 1) - 1
    ) + 1 as turn
  ) next left join ledger_account account on ${ACCOUNTS}`
