import { Button, Empty, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { RECONCILIATION_KEY, useReconciliation, useSession } from '../api/queries.ts'
import type { ComparisonRun, Difference, Money } from '../api/wire.ts'
import { useFormat, useLabel } from '../i18n/format.ts'
import { Facts, TestMark } from '../parts/labels.tsx'
import { FailureScreen, LoadingScreen } from '../parts/screens.tsx'
import { useChange } from '../parts/use-change.ts'
import { SettleDialog } from './settle-dialog.tsx'

const VIEWS = ['OPEN', 'EXPLAINED', 'RESOLVED', 'GONE'] as const
type View = (typeof VIEWS)[number]
const viewOf = ({ state, goneAt }: Difference): View => (goneAt === null ? state : 'GONE')

/** What our books and others' disagree about, both sides beside each other; finance says what it is. */
export function ReconciliationPage() {
  const { t } = useTranslation()
  const [view, setView] = useState<View>('OPEN')
  const [settling, settle] = useState<string | null>(null)
  const books = useReconciliation()
  const roles = useSession().data?.user.roles ?? []
  if (books.isPending) return <LoadingScreen />
  if (books.data === undefined) return <FailureScreen error={books.error} onRetry={() => void books.refetch()} />
  const { differences, runs } = books.data
  const shown = differences.filter((one) => viewOf(one) === view)
  return (
    <div className="page">
      <div className="office-head">
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
          <DifferenceCard key={one.id} difference={one} onSettle={roles.includes('finance') ? () => settle(one.id) : null} />
        ))}
      </div>
      {settling !== null && <SettleDialog differenceId={settling} onClose={() => settle(null)} />}
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
        <p className="quiet">
          {format.minute(last.createdAt)} · {last.requestedBy} ·{' '}
          {t('reconciliation.counts', { orders: last.ordersCompared, refunds: last.refundsCompared, payments: last.paymentsCompared })} ·{' '}
          {t('reconciliation.result', { found: last.found, gone: last.gone })}
          {last.error !== null && ` · ${last.error}`}
        </p>
      )}
    </section>
  )
}

function DifferenceCard({ difference, onSettle }: { difference: Difference; onSettle: (() => void) | null }) {
  const { t } = useTranslation()
  const label = useLabel()
  const format = useFormat()
  return (
    <section className="panel" aria-label={difference.subject} data-difference={difference.kind}>
      <div className="panel-head">
        <h2>{label('differenceKind', difference.kind)}</h2>
        <span className="mono">{difference.subject}</span>
        <TestMark livemode={difference.livemode} />
        <span className="grow" />
        {onSettle !== null && difference.state !== 'RESOLVED' && (
          <Button onClick={onSettle} data-action="settle">
            {t('reconciliation.settle')}
          </Button>
        )}
      </div>
      <div className="both-sides">
        <Side name={t('reconciliation.ours')} facts={difference.ours} amount={difference.oursAmount} />
        <Side name={t('reconciliation.theirs')} facts={difference.theirs} amount={difference.theirsAmount} />
      </div>
      <p className="quiet">
        {t('reconciliation.seen', { first: format.minute(difference.firstSeenAt), last: format.minute(difference.lastSeenAt) })}
      </p>
      {difference.trail.map((note) => (
        <div key={note.at} className="history-reason">{`${format.minute(note.at)} · ${note.by}: ${note.reason}`}</div>
      ))}
    </section>
  )
}

function Side({ name, facts, amount }: { name: string; facts: Record<string, string> | null; amount: Money | null }) {
  const { t } = useTranslation()
  const label = useLabel()
  const format = useFormat()
  const show = (key: string, value: string) => (key === 'paidAt' ? format.minute(value) : value)
  return (
    <div className="side">
      <b>{name}</b>
      {facts === null ? (
        <p className="severity-major">{t('reconciliation.nothing')}</p>
      ) : (
        <Facts
          rows={[
            ...(amount === null ? [] : [[t('reconciliation.amount'), format.money(amount)] as const]),
            ...Object.entries(facts).map(([key, value]) => [label('sideFact', key), show(key, value)] as const),
          ]}
        />
      )}
    </div>
  )
}
