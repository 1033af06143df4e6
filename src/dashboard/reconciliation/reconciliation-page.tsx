import { Button, Empty } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { RECONCILIATION_KEY, useReconciliation, useSession } from '../api/queries.ts'
import type { ComparisonRun, Difference } from '../api/wire.ts'
import { useFormat, useLabel } from '../i18n/format.ts'
import { ExportButton, type ExportColumn, useExportColumns } from '../parts/export-button.tsx'
import { FailureScreen, LoadingScreen } from '../parts/screens.tsx'
import { useChange } from '../parts/use-change.ts'
import { useNow } from '../parts/use-now.ts'
import { usePageTitle } from '../parts/use-page-title.ts'
import { DifferenceCard } from './difference-card.tsx'
import { DifferenceFilters, useDifferenceFilter } from './difference-filters.tsx'
import { isShown, viewOf } from './difference-view.ts'
import { ReturnedDialog } from './returned-dialog.tsx'
import { SettleDialog } from './settle-dialog.tsx'

/** What our books and others' disagree about, both sides beside each other; finance says what it is. */
export function ReconciliationPage() {
  const { t } = useTranslation()
  const chosen = useDifferenceFilter()
  const now = useNow()
  const exported = useDifferenceColumns()
  const [settling, settle] = useState<Difference | null>(null)
  const [returning, giveBack] = useState<Difference | null>(null)
  const books = useReconciliation()
  usePageTitle(t('reconciliation.title'))
  const roles = useSession().data?.user.roles ?? []
  if (books.isPending) return <LoadingScreen />
  if (books.data === undefined) return <FailureScreen error={books.error} onRetry={() => void books.refetch()} />
  const { differences, runs } = books.data
  const shown = differences.filter((one) => isShown(one, chosen.filter, now))
  return (
    <div className="page">
      <div className="office-head office-head-apart">
        <h1>{t('reconciliation.title')}</h1>
        <span className="quiet">{t('reconciliation.hint')}</span>
        <span className="grow" />
        <ExportButton name="differences" columns={exported} read={async () => shown} />
      </div>
      <RunCard runs={runs} />
      <DifferenceFilters differences={differences} now={now} chosen={chosen} />
      {shown.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('reconciliation.none')} />}
      <div className="rule-areas">
        {shown.map((one) => (
          <DifferenceCard
            key={one.id}
            difference={one}
            onSettle={roles.includes('finance') ? () => settle(one) : null}
            onReturned={() => giveBack(one)}
          />
        ))}
      </div>
      {returning !== null && <ReturnedDialog difference={returning} onClose={() => giveBack(null)} />}
      {settling !== null && <SettleDialog difference={settling} onClose={() => settle(null)} />}
    </div>
  )
}

function RunCard({ runs }: { runs: readonly ComparisonRun[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const compare = useChange(RECONCILIATION_KEY, api.requestComparison, () => undefined)
  const [last] = runs
  const isBusy = last?.state === 'QUEUED' || last?.state === 'RUNNING'
  return (
    <section className="panel gap-bottom" aria-label={t('reconciliation.lastRun')}>
      <div className="panel-head">
        <h2>{t('reconciliation.lastRun')}</h2>
        {last !== undefined && (
          <span className={`chip ${last.state === 'FAILED' ? 'is-warn' : 'is-good'}`}>{t(`reconciliation.run.${last.state}`)}</span>
        )}
        <span className="grow" />
        <Button
          type="primary"
          disabled={isBusy}
          loading={compare.isPending || isBusy}
          onClick={() => compare.mutate()}
          data-action="compare"
        >
          {t('reconciliation.compare')}
        </Button>
      </div>
      {last === undefined ? (
        <p className="quiet">{t('reconciliation.never')}</p>
      ) : (
        <>
          <p className="quiet">
            {format.minute(last.createdAt)} · {last.requestedBy === 'system' ? t('actor.system') : last.requestedBy} ·{' '}
            {t('reconciliation.counts', {
              orders: format.number(last.ordersCompared),
              refunds: format.number(last.refundsCompared),
              payments: format.number(last.paymentsCompared),
            })}{' '}
            · {t('reconciliation.result', { found: format.number(last.found), gone: format.number(last.gone) })}
          </p>
          {last.error !== null && <p className="severity-major">{last.error}</p>}
        </>
      )}
    </section>
  )
}

function useDifferenceColumns(): ExportColumn<Difference>[] {
  const { t } = useTranslation()
  const label = useLabel()
  const { money, time } = useExportColumns()
  return [
    { title: t('reconciliation.kind'), of: ({ kind }) => label('differenceKind', kind) },
    { title: t('finance.state'), of: (one) => label('reconciliation.views', viewOf(one)) },
    { title: t('finance.reference'), of: ({ subject }) => label('bookAccount', subject) },
    ...money<Difference>(t('reconciliation.ours'), ({ oursAmount }) => oursAmount),
    ...money<Difference>(t('reconciliation.theirs'), ({ theirsAmount }) => theirsAmount),
    { title: t('sideFact.ourOrder'), of: ({ orderId }) => orderId },
    time(t('reconciliation.firstSeen'), ({ firstSeenAt }) => firstSeenAt),
    time(t('reconciliation.lastSeen'), ({ lastSeenAt }) => lastSeenAt),
    { title: t('rules.mode'), of: ({ livemode }) => t(`rules.modes.${livemode ? 'live' : 'test'}`) },
    { title: 'ID', of: ({ id }) => id },
  ]
}
