import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFinanceTrend } from '../api/queries.ts'
import type { FinanceOverview, FinanceTrend, Mode } from '../api/wire.ts'
import { useFormat } from '../i18n/format.ts'
import { Chart } from '../parts/chart.tsx'
import { FailureScreen, LoadingScreen } from '../parts/screens.tsx'
import { useUrlText } from '../parts/use-url-choice.ts'

type Flows = FinanceOverview['flows']

/** Thirty days of one currency: what partners have and owe, what came in and went out; and how many orders they placed. */
export function TrendPanel({ mode, flows }: { mode: Mode; flows: Flows }) {
  const { t } = useTranslation()
  const trend = useFinanceTrend(mode)
  if (trend.isPending) return <LoadingScreen />
  if (trend.data === undefined) return <FailureScreen error={trend.error} onRetry={() => void trend.refetch()} />
  if (trend.data.balances.length === 0) return null
  return (
    <section className="panel gap-bottom" aria-label={t('finance.trend')}>
      <Charts trend={trend.data} flows={flows} />
    </section>
  )
}

function Charts({ trend: { days, balances, orders }, flows }: { trend: FinanceTrend; flows: Flows }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [asked, ask] = useUrlText('currency')
  const chosen = balances.find(({ currency }) => currency === asked) ?? balances.find(({ currency }) => currency === 'USD') ?? balances[0]
  if (chosen === undefined) return null
  const { currency, points } = chosen
  const show = (amount: number) => format.money({ amount, currency })
  const flowOf = (day: string) => flows.find((flow) => flow.day === day && flow.currency === currency)
  const kinds = ['available', 'reserved', 'exposure'] as const
  return (
    <>
      <div className="panel-head">
        <h2>{t('finance.trend')}</h2>
        <Segmented value={currency} onChange={ask} options={balances.map((one) => one.currency)} aria-label={t('finance.currency')} />
      </div>
      <div className="charts">
        <div>
          <h3>{t('finance.trendBalances')}</h3>
          <Chart
            {...{ days, show, showDay: format.calendarDay, kind: 'lines', label: t('finance.trendBalances') }}
            series={kinds.map((key) => ({ key, name: t(`finance.trendOf.${key}`), values: points.map((point) => point[key].amount) }))}
          />
        </div>
        <div>
          <h3>{t('finance.flows')}</h3>
          <Chart
            {...{ days, show, showDay: format.calendarDay, kind: 'bars', label: t('finance.flows') }}
            series={(['in', 'out'] as const).map((key) => ({
              key,
              name: t(`finance.${key}`),
              values: days.map((day) => flowOf(day)?.[key].amount ?? 0),
            }))}
          />
        </div>
        <div>
          <h3>{t('finance.trendOrders')}</h3>
          <Chart
            {...{ days, show: format.number, showDay: format.calendarDay, kind: 'bars', label: t('finance.trendOrders') }}
            series={[{ key: 'orders', name: t('orders.title'), values: orders }]}
          />
        </div>
      </div>
    </>
  )
}
