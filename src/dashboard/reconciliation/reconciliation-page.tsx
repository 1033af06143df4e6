import { Button, Empty, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { RECONCILIATION_KEY, useReconciliation, useSession } from '../api/queries.ts'
import type { ComparisonRun, Difference } from '../api/wire.ts'
import { useFormat } from '../i18n/format.ts'
import { FailureScreen, LoadingScreen } from '../parts/screens.tsx'
import { useChange } from '../parts/use-change.ts'
import { usePageTitle } from '../parts/use-page-title.ts'
import { useUrlChoice } from '../parts/use-url-choice.ts'
import { DifferenceCard } from './difference-card.tsx'
import { ReturnedDialog } from './returned-dialog.tsx'
import { SettleDialog } from './settle-dialog.tsx'

const VIEWS = ['OPEN', 'EXPLAINED', 'RESOLVED', 'GONE'] as const
type View = (typeof VIEWS)[number]
const viewOf = ({ state, goneAt }: Difference): View => (goneAt === null ? state : 'GONE')

/** What our books and others' disagree about, both sides beside each other; finance says what it is. */
export function ReconciliationPage() {
  const { t } = useTranslation()
  const [view, setView] = useUrlChoice('view', VIEWS)
  const [settling, settle] = useState<Difference | null>(null)
  const [returning, giveBack] = useState<Difference | null>(null)
  const books = useReconciliation()
  usePageTitle(t('reconciliation.title'))
  const roles = useSession().data?.user.roles ?? []
  if (books.isPending) return <LoadingScreen />
  if (books.data === undefined) return <FailureScreen error={books.error} onRetry={() => void books.refetch()} />
  const { differences, runs } = books.data
  const shown = differences.filter((one) => viewOf(one) === view)
  return (
    <div className="page">
      <div className="office-head office-head-apart">
        <h1>{t('reconciliation.title')}</h1>
        <span className="quiet">{t('reconciliation.hint')}</span>
      </div>
      <RunCard runs={runs} />
      <Segmented<View>
        value={view}
        onChange={setView}
        className="gap-bottom"
        options={VIEWS.map((value) => ({
          value,
          label: `${t(`reconciliation.views.${value}`)} ${differences.filter((one) => viewOf(one) === value).length}`,
        }))}
      />
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
