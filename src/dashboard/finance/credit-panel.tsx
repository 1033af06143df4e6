import { Button, Empty, Progress, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCredit } from '../api/queries.ts'
import type { CreditDraw, CreditLine, FinanceOverview, Mode, Money } from '../api/wire.ts'
import { useFormat, useLabel } from '../i18n/format.ts'
import { FailureScreen, LoadingScreen } from '../parts/screens.tsx'
import { CreditChanges } from './credit-changes.tsx'
import { CreditDrawer } from './credit-drawer.tsx'

/** What is lent: each line with how much of it is drawn, what was proposed about it, and the draws by due date. */
export function CreditPanel({ mode, partners }: { mode: Mode; partners: FinanceOverview['partners'] }) {
  const { t } = useTranslation()
  const credit = useCredit(mode)
  const [edited, edit] = useState<CreditLine | 'new' | null>(null)
  if (credit.isPending) return <LoadingScreen />
  if (credit.data === undefined) return <FailureScreen error={credit.error} onRetry={() => void credit.refetch()} />
  const { lines, draws, changes } = credit.data
  return (
    <>
      <Button type="primary" className="gap-bottom" onClick={() => edit('new')}>
        {t('credit.grant')}
      </Button>
      <section className="panel gap-bottom" aria-label={t('credit.lines')}>
        <div className="panel-head">
          <h2>{t('credit.lines')}</h2>
        </div>
        <Lines lines={lines} onEdit={edit} />
      </section>
      <section className="panel gap-bottom" aria-label={t('credit.changes')}>
        <div className="panel-head">
          <h2>{t('credit.changes')}</h2>
        </div>
        <CreditChanges changes={changes} />
      </section>
      <section className="panel" aria-label={t('credit.draws')}>
        <div className="panel-head">
          <h2>{t('credit.draws')}</h2>
        </div>
        <Draws draws={draws} />
      </section>
      {edited !== null && (
        <CreditDrawer line={edited === 'new' ? null : edited} mode={mode} partners={partners} onClose={() => edit(null)} />
      )}
    </>
  )
}

function Lines({ lines, onEdit }: { lines: CreditLine[]; onEdit: (line: CreditLine) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const label = useLabel()
  return (
    <Table
      size="small"
      rowKey="id"
      scroll={{ x: 'max-content' }}
      pagination={{ pageSize: 20, hideOnSinglePage: true }}
      dataSource={lines}
      locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('finance.none')} /> }}
      columns={[
        { title: t('finance.partner'), dataIndex: 'partnerName' },
        { title: t('credit.used'), width: 240, render: (_value, line) => <Used line={line} /> },
        { title: t('credit.left'), dataIndex: 'left', align: 'right', render: (money: Money) => format.money(money) },
        { title: t('credit.term'), dataIndex: 'termDays', align: 'right', render: (days: number) => t('credit.days', { number: days }) },
        {
          title: t('credit.nextDue'),
          render: (_value, { nextDueAt, nextDue }) => (nextDueAt === null ? '–' : `${format.minute(nextDueAt)} · ${format.money(nextDue)}`),
        },
        { title: t('credit.overdue'), dataIndex: 'overdue', align: 'right', render: (money: Money) => <Overdue money={money} /> },
        { title: t('finance.state'), dataIndex: 'status', render: (status: string) => label('creditStatus', status) },
        {
          title: '',
          render: (_value, line) => (
            <Button size="small" onClick={() => onEdit(line)}>
              {t('credit.change')}
            </Button>
          ),
        },
      ]}
    />
  )
}

/** How much of the limit is drawn, as a bar; red while something is overdue. */
function Used({ line: { drawn, limit, overdue } }: { line: CreditLine }) {
  const { t } = useTranslation()
  const format = useFormat()
  const percent = limit.amount === 0 ? 100 : Math.min(100, (100 * drawn.amount) / limit.amount)
  return (
    <div>
      {t('credit.usedOf', { drawn: format.money(drawn), limit: format.money(limit) })}
      <Progress
        percent={percent}
        showInfo={false}
        size="small"
        status={overdue.amount > 0 ? 'exception' : 'normal'}
        aria-label={t('credit.used')}
      />
    </div>
  )
}

function Overdue({ money }: { money: Money }) {
  const format = useFormat()
  return money.amount === 0 ? '–' : <strong className="severity-critical">{format.money(money)}</strong>
}

function Draws({ draws }: { draws: CreditDraw[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const label = useLabel()
  return (
    <Table
      size="small"
      rowKey="id"
      scroll={{ x: 'max-content' }}
      pagination={{ pageSize: 20, hideOnSinglePage: true }}
      dataSource={draws}
      locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('finance.none')} /> }}
      columns={[
        { title: t('credit.due'), dataIndex: 'dueAt', render: (at: string) => format.minute(at) },
        { title: t('finance.partner'), dataIndex: 'partnerName' },
        { title: t('credit.owed'), dataIndex: 'owed', align: 'right', render: (money: Money) => format.money(money) },
        { title: t('credit.drawn'), dataIndex: 'drawn', align: 'right', render: (money: Money) => format.money(money) },
        { title: t('finance.at'), dataIndex: 'drawnAt', render: (at: string) => format.moment(at) },
        {
          title: t('credit.source'),
          dataIndex: 'source',
          render: ({ type, id }: CreditDraw['source']) => `${label('creditSource', type)} ${id}`,
        },
        {
          title: t('finance.state'),
          dataIndex: 'state',
          render: (state: string) => (
            <span className={state === 'OVERDUE' ? 'severity-critical' : ''}>{label('creditDrawState', state)}</span>
          ),
        },
      ]}
    />
  )
}
