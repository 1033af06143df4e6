import { Button, Progress } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCredit } from '../api/queries.ts'
import type { CreditLine, FinanceOverview, Mode } from '../api/wire.ts'
import { useFormat, useLabel } from '../i18n/format.ts'
import { ExportButton, type ExportColumn, useExportColumns } from '../parts/export-button.tsx'
import { RowTable, useMoneyColumn } from '../parts/row-table.tsx'
import { FailureScreen, LoadingScreen } from '../parts/screens.tsx'
import { CreditChanges } from './credit-changes.tsx'
import { CreditDrawer } from './credit-drawer.tsx'
import { UnpaidDraws } from './unpaid-draws.tsx'

/** What is lent: each line with how much of it is drawn, what was proposed about it, and the draws by due date. */
export function CreditPanel({ mode, partners }: { mode: Mode; partners: FinanceOverview['partners'] }) {
  const { t } = useTranslation()
  const credit = useCredit(mode)
  const exported = useLineColumns()
  const [edited, edit] = useState<CreditLine | 'new' | null>(null)
  if (credit.isPending) return <LoadingScreen />
  if (credit.data === undefined) return <FailureScreen error={credit.error} onRetry={() => void credit.refetch()} />
  const { lines } = credit.data
  return (
    <>
      <Button type="primary" className="gap-bottom" onClick={() => edit('new')}>
        {t('credit.grant')}
      </Button>
      <section className="panel gap-bottom" aria-label={t('credit.lines')}>
        <div className="panel-head">
          <h2>{t('credit.lines')}</h2>
          <span className="grow" />
          <ExportButton name={`credit-lines-${mode}`} columns={exported} read={async () => lines} />
        </div>
        <Lines lines={lines} onEdit={edit} />
      </section>
      <section className="panel gap-bottom" aria-label={t('credit.changes')}>
        <div className="panel-head">
          <h2>{t('credit.changes')}</h2>
        </div>
        <CreditChanges mode={mode} />
      </section>
      <section className="panel" aria-label={t('credit.draws')}>
        <div className="panel-head">
          <h2>{t('credit.draws')}</h2>
        </div>
        <UnpaidDraws mode={mode} />
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
  const amountColumn = useMoneyColumn()
  return (
    <RowTable<CreditLine>
      rows={lines}
      pageSize={20}
      columns={[
        { title: t('finance.partner'), dataIndex: 'partnerName', className: 'names' },
        { title: t('credit.used'), width: 240, render: (_value, line) => <Used line={line} /> },
        amountColumn<CreditLine>(t('credit.left'), ({ left }) => left),
        { title: t('credit.term'), dataIndex: 'termDays', align: 'right', render: (days: number) => t('credit.days', { number: days }) },
        {
          title: t('credit.nextDue'),
          render: (_value, { nextDueAt, nextDue }) => (nextDueAt === null ? '–' : `${format.minute(nextDueAt)} · ${format.money(nextDue)}`),
        },
        amountColumn<CreditLine>(
          t('credit.overdue'),
          ({ overdue }) => (overdue.amount === 0 ? null : overdue),
          (text) => <strong className="severity-critical">{text}</strong>,
        ),
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

function useLineColumns(): ExportColumn<CreditLine>[] {
  const { t } = useTranslation()
  const label = useLabel()
  const { money, time } = useExportColumns()
  return [
    { title: t('finance.partner'), of: ({ partnerName }) => partnerName },
    ...money<CreditLine>(t('credit.limit'), ({ limit }) => limit),
    ...money<CreditLine>(t('credit.used'), ({ drawn }) => drawn),
    ...money<CreditLine>(t('credit.left'), ({ left }) => left),
    { title: t('credit.termDays'), of: ({ termDays }) => termDays },
    time(t('credit.nextDue'), ({ nextDueAt }) => nextDueAt),
    ...money<CreditLine>(t('credit.overdue'), ({ overdue }) => overdue),
    { title: t('finance.state'), of: ({ status }) => label('creditStatus', status) },
  ]
}
