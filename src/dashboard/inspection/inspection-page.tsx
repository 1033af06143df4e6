import { PlayCircleOutlined } from '@ant-design/icons'
import { Alert, App, Button } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { api } from '../api/client.ts'
import { useInspection } from '../api/queries.ts'
import type { Completion, Inspection } from '../api/wire.ts'
import { HistoryTimeline } from '../parts/history-timeline.tsx'
import { Kbd } from '../parts/labels.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { FailureScreen, LoadingScreen } from '../parts/screens.tsx'
import { ServiceList } from '../parts/service-list.tsx'
import { useAction } from '../parts/use-action.ts'
import { useProductTitle } from '../parts/use-product-title.ts'
import { Bench } from './bench.tsx'
import { CompletedCard } from './completed-card.tsx'
import { CountsForm } from './counts-form.tsx'
import { DefectsForm } from './defects-form.tsx'
import { completionOf, likelyOutcome, requiredShots, useDraft } from './draft.ts'
import { ListingCard } from './listing-card.tsx'
import { OutcomeBar } from './outcome-bar.tsx'
import { PlanCard } from './plan-card.tsx'

/** One examination from start to verdict. */
export function InspectionPage() {
  const { id = '' } = useParams()
  const inspection = useInspection(id)
  if (inspection.isPending) return <LoadingScreen />
  if (inspection.data === undefined) return <FailureScreen error={inspection.error} onRetry={() => void inspection.refetch()} />
  return <Sheet key={id} inspection={inspection.data} />
}

function Sheet({ inspection }: { inspection: Inspection }) {
  const { t } = useTranslation()
  const names = useProductTitle(inspection.product)
  const { draft, change, forget } = useDraft(inspection.id)
  const start = useAction(['inspection', inspection.id], () => api.startInspection(inspection.id))
  const complete = useCompletion(inspection.id, forget)
  const canStart = inspection.allowed.includes('start')
  const isOpen = inspection.allowed.includes('complete')
  const wanted = requiredShots(likelyOutcome(draft, inspection.expectedQuantity), draft, inspection.plan)
  useStartKey(canStart, () => start.mutate())
  return (
    <div className={`page ${isOpen || canStart ? 'has-bar' : ''}`}>
      <PageHead
        of="inspection"
        kind={t('inspection.title')}
        {...names}
        resource={inspection}
        dueAt={isOpen || canStart ? inspection.inspectBy : null}
      />
      {inspection.parcel.arrivedAt === null && <Alert showIcon type="warning" title={t('inspection.notArrived')} className="gap-bottom" />}
      <div className="columns">
        <div className="column-main">
          <Bench inspection={inspection} wanted={wanted} isOpen={isOpen} />
          {inspection.completedAt !== null && <CompletedCard inspection={inspection} />}
          {isOpen && <CountsForm draft={draft} expected={inspection.expectedQuantity} change={change} isOpen={isOpen} />}
          {isOpen && <DefectsForm draft={draft} checks={inspection.plan?.checks ?? []} change={change} isOpen={isOpen} />}
        </div>
        <aside className="column-side">
          <ListingCard inspection={inspection} />
          {inspection.services.length > 0 && (
            <section className="panel" aria-label={t('services.title')}>
              <div className="panel-head">
                <h2>{t('services.title')}</h2>
              </div>
              <ServiceList lineId={inspection.lineId} services={inspection.services} of={['inspection', inspection.id]} at="BENCH" />
            </section>
          )}
          <PlanCard plan={inspection.plan} level={inspection.level} expected={inspection.expectedQuantity} />
          <section className="panel" aria-label={t('history.title')}>
            <div className="panel-head">
              <h2>{t('history.title')}</h2>
            </div>
            <HistoryTimeline items={inspection.history} />
          </section>
        </aside>
      </div>
      {canStart && (
        <div className="action-bar">
          <div className="action-words quiet">{t('inspection.startHint')}</div>
          <div className="action-buttons">
            <Button
              type="primary"
              size="large"
              icon={<PlayCircleOutlined />}
              loading={start.isPending}
              onClick={() => start.mutate()}
              data-action="start"
            >
              {t('inspection.start')} <Kbd>F8</Kbd>
            </Button>
          </div>
        </div>
      )}
      {isOpen && (
        <OutcomeBar
          inspection={inspection}
          draft={draft}
          isBusy={complete.isPending}
          onComplete={(outcome) => complete.mutate(completionOf(outcome, draft))}
        />
      )}
    </div>
  )
}

function useCompletion(id: string, forget: () => void) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const complete = (completion: Completion) => api.completeInspection(id, completion)
  return useAction(['inspection', id], complete, ({ outcome }) => {
    forget()
    void message.success(t('inspection.saved', { outcome: t(`outcome.${outcome}`) }))
  })
}

function useStartKey(canStart: boolean, start: () => void): void {
  useEffect(() => {
    if (!canStart) return
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'F8' || event.repeat) return
      event.preventDefault()
      start()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [canStart, start])
}
