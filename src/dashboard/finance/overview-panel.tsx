import { Button, Empty, Progress, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import type { FinanceOverview, Money } from '../api/wire.ts'
import { useFormat } from '../i18n/format.ts'

/** Balances of all partners, the last proof of the books, and what came in and went out by day. */
export function OverviewPanel({ overview, onSandbox }: { overview: FinanceOverview; onSandbox: (() => void) | undefined }) {
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
  const format = useFormat()
  const column = (key: 'available' | 'reserved' | 'pending' | 'owed' | 'drawn') => ({
    title: t(`finance.account.${key}`),
    dataIndex: key,
    align: 'right' as const,
    render: (money: Money) => format.money(money),
  })
  return (
    <Table
      size="small"
      rowKey="currency"
      pagination={false}
      scroll={{ x: 'max-content' }}
      dataSource={balances}
      locale={{ emptyText: <NoMoney onSandbox={onSandbox} /> }}
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
    <div>
      {format.money(money)}
      <Progress percent={(100 * money.amount) / busiest(money.currency)} showInfo={false} size="small" strokeColor={color} />
    </div>
  )
  return (
    <Table
      size="small"
      rowKey={({ day, currency }) => `${day} ${currency}`}
      pagination={{ pageSize: 12, hideOnSinglePage: true, size: 'small' }}
      dataSource={[...flows].reverse()}
      locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('finance.none')} /> }}
      columns={[
        { title: t('finance.day'), dataIndex: 'day', width: 110 },
        { title: t('finance.in'), dataIndex: 'in', render: (money: Money) => bar(money, '#2e7d32') },
        { title: t('finance.out'), dataIndex: 'out', render: (money: Money) => bar(money, '#b26a00') },
      ]}
    />
  )
}

/** An agent that is not live yet has all its money in the sandbox. */
function NoMoney({ onSandbox }: { onSandbox: (() => void) | undefined }) {
  const { t } = useTranslation()
  return (
    <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('finance.none')}>
      {onSandbox !== undefined && <Button onClick={onSandbox}>{t('finance.seeSandbox')}</Button>}
    </Empty>
  )
}
