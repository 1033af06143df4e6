import { z } from 'zod'
import type { FinanceTrend } from '../../../domain/wallet/finance-trend.ts'
import { currencyWire, moneyWire, toMoneyWire } from '../../schema/wire.ts'
import { defineStaffRoute, openTo } from '../staff-door.ts'
import { FINANCE_ROLES, modeQuery } from './finance-wire.ts'

const DAYS = 30

const trendWire = z
  .object({
    days: z.array(z.string()).meta({ description: 'Days in China, oldest first; the lists below have one entry for each.' }),
    balances: z.array(
      z
        .object({
          currency: currencyWire,
          points: z.array(
            z
              .object({ available: moneyWire, reserved: moneyWire, exposure: moneyWire })
              .meta({ id: 'StaffBalancePoint', description: 'Exposure: what partners owe us, drawn on credit included.' }),
          ),
        })
        .meta({ id: 'StaffBalanceTrend' }),
    ),
    orders: z.array(z.int()).meta({ description: 'Orders placed.' }),
  })
  .meta({ id: 'StaffFinanceTrend', description: 'The last 30 days, today included.' })

export const showFinanceTrend = openTo(
  FINANCE_ROLES,
  defineStaffRoute({
    method: 'GET',
    path: '/staff/v1/finance/trend',
    operationId: 'showFinanceTrend',
    tag: 'Finance',
    summary: 'Balances and orders by day',
    description: 'What partners together had at the end of each day, and how many orders they placed.',
    scope: null,
    query: z.strictObject(modeQuery),
    response: {
      status: 200,
      schema: trendWire,
      example: {
        days: ['2026-11-22'],
        balances: [
          {
            currency: 'USD',
            points: [{ available: usd(586_419), reserved: usd(13_581), exposure: usd(0) }],
          },
        ],
        orders: [12],
      },
    },
    problems: [401, 403],
    handler: async ({ finance, clock, query }) =>
      toTrend(await finance.trend(query.livemode !== 'false', { now: clock.now(), dayCount: DAYS })),
  }),
)

function usd(amount: number) {
  return { amount, currency: 'USD' as const }
}

function toTrend({ days, balances, orders }: FinanceTrend): z.input<typeof trendWire> {
  return {
    ...{ days, orders },
    balances: balances.map(({ currency, points }) => ({
      currency,
      points: points.map(({ availableMinor, reservedMinor, exposureMinor }) => ({
        available: toMoneyWire(availableMinor, currency),
        reserved: toMoneyWire(reservedMinor, currency),
        exposure: toMoneyWire(exposureMinor, currency),
      })),
    })),
  }
}
