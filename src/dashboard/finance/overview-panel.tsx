import { Button, Empty, Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import type { FinanceOverview, Mode, Money } from '../api/wire.ts'
import { useFormat } from '../i18n/format.ts'
import { RowTable, useMoneyColumn } from '../parts/row-table.tsx'
import { TrendPanel } from './trend-panel.tsx'

type HouseBalance = FinanceOverview['balances'][number]
type DailyFlow = FinanceOverview['flows'][number]

type Props = { overview: FinanceOverview; mode: Mode; onSandbox: (() => void) | undefined }

/** Balances of all partners, the last proof of the books, and thirty days of them. */
export function OverviewPanel({ overview, mode, onSandbox }: Props) {
  const { t } = useTranslation()
  return (
    <>
      <ProofPanel proof={overview.proof} />
      <section className="panel gap-bottom" aria-label={t('finance.balances')}>
        <div className="panel-head">
          <h2>{t('finance.balances')}</h2>
        </div>
        <Balances balances={overview.balances} onSandbox={onSandbox} />
      </section>
      <TrendPanel mode={mode} flows={overview.flows} />
      <section className="panel" aria-label={t('finance.flows')}>
        <div className="panel-head">
          <h2>{t('finance.flows')}</h2>
        </div>
        <Flows flows={overview.flows} />
      </section>
    </>
  )
}

function ProofPanel({ proof }: { proof: FinanceOverview['proof'] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const problems = proof === null ? [] : [...proof.unbalancedGroups, ...proof.driftedAccounts]
  return (
    <section className="panel gap-bottom" aria-label={t('finance.proof')}>
      <div className="panel-head">
        <h2>{t('finance.proof')}</h2>
        {proof !== null && (
          <span className={`chip ${problems.length > 0 ? 'is-warn' : 'is-good'}`}>
            {problems.length > 0 ? t('finance.proofBad', { number: problems.length }) : t('finance.proofGood')}
          </span>
        )}
      </div>
      <p className="quiet">
        {proof === null
          ? t('finance.noProof')
          : t('finance.provedAt', { at: format.minute(proof.provedAt), postings: format.number(proof.postings) })}
      </p>
      {problems.map((problem) => (
        <p key={problem} className="severity-major">
          {problem}
        </p>
      ))}
    </section>
  )
}

function Balances({ balances, onSandbox }: Pick<FinanceOverview, 'balances'> & { onSandbox: (() => void) | undefined }) {
  const { t } = useTranslation()
  const amountColumn = useMoneyColumn()
  const column = (key: 'available' | 'reserved' | 'pending' | 'owed' | 'drawn') =>
    amountColumn<HouseBalance>(t(`finance.account.${key}`), (row) => row[key])
  return (
    <RowTable<HouseBalance>
      rowKey="currency"
      rows={balances}
      empty={<NoMoney onSandbox={onSandbox} />}
      columns={[
        { title: t('finance.currency'), dataIndex: 'currency' },
        column('available'),
        column('reserved'),
        column('pending'),
        column('owed'),
        column('drawn'),
      ]}
    />
  )
}

/** Bars are drawn against the busiest day of the same currency. */
function Flows({ flows }: Pick<FinanceOverview, 'flows'>) {
  const { t } = useTranslation()
  const format = useFormat()
  const busiest = (currency: string) =>
    Math.max(1, ...flows.filter((flow) => flow.currency === currency).flatMap((flow) => [flow.in.amount, flow.out.amount]))
  const bar = (money: Money, color: string) => (
    <div className="flow-bar">
      {format.money(money)}
      <Progress percent={(100 * money.amount) / busiest(money.currency)} showInfo={false} size="small" strokeColor={color} />
    </div>
  )
  return (
    <RowTable<DailyFlow>
      rowKey={({ day, currency }) => `${day} ${currency}`}
      rows={[...flows].reverse()}
      pageSize={12}
      columns={[
        { title: t('finance.day'), dataIndex: 'day', width: 110 },
        { title: t('finance.in'), align: 'right', className: 'figures', render: (_value, flow) => bar(flow.in, '#2e7d32') },
        { title: t('finance.out'), align: 'right', className: 'figures', render: (_value, flow) => bar(flow.out, '#b26a00') },
      ]}
    />
  )
}

/** An agent that is not live yet has all its money in the sandbox. */
function NoMoney({ onSandbox }: { onSandbox: (() => void) | undefined }) {
  const { t } = useTranslation()
  return (
    <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('common.nothingYet')}>
      {onSandbox !== undefined && <Button onClick={onSandbox}>{t('finance.seeSandbox')}</Button>}
    </Empty>
  )
}
