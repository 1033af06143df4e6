import { ArrowRightOutlined } from '@ant-design/icons'
import { Alert, Button, Image } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { useLot } from '../api/queries.ts'
import type { Lot } from '../api/wire.ts'
import { useFormat } from '../i18n/format.ts'
import { Shot } from '../parts/file-figure.tsx'
import { HistoryTimeline } from '../parts/history-timeline.tsx'
import { StateTag } from '../parts/labels.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { FailureScreen, LoadingScreen } from '../parts/screens.tsx'
import { useProductTitle } from '../parts/use-product-title.ts'
import { DisposeCard } from './dispose-card.tsx'
import { GoodsCard, StorageCard } from './lot-cards.tsx'

/** Goods in a bin: what they are, how long they lie, and their disposal once they are given up. */
export function LotPage() {
  const { id = '' } = useParams()
  const lot = useLot(id)
  if (lot.isPending) return <LoadingScreen />
  if (lot.data === undefined) return <FailureScreen error={lot.error} onRetry={() => void lot.refetch()} />
  return <Sheet key={id} lot={lot.data} />
}

function Sheet({ lot }: { lot: Lot }) {
  const { t } = useTranslation()
  const names = useProductTitle(lot.product)
  const canDispose = lot.allowed.includes('dispose')
  return (
    <div className={`page ${canDispose ? 'has-bar' : ''}`}>
      <PageHead of="stockLot" kind={t('lots.title')} {...names} resource={lot} dueAt={null} />
      <div className="columns">
        <div className="column-main">
          <GoodsCard lot={lot} />
          {canDispose && <DisposeCard lot={lot} />}
          {lot.state === 'DISPOSED' && <DisposedCard lot={lot} />}
          {lot.state !== 'DISPOSED' && !canDispose && <NothingToDo lot={lot} />}
        </div>
        <aside className="column-side">
          <StorageCard lot={lot} />
          <section className="panel" aria-label={t('history.title')}>
            <div className="panel-head">
              <h2>{t('history.title')}</h2>
            </div>
            <HistoryTimeline items={lot.history} />
          </section>
        </aside>
      </div>
    </div>
  )
}

/** Why there is no button: not given up yet, gone, or not this person's to do. */
function NothingToDo({ lot }: { lot: Lot }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (lot.state === 'GONE') return <Alert showIcon type="info" title={t('lots.gone')} />
  if (lot.state === 'ABANDONED') return <Alert showIcon type="info" title={t('lots.who')} />
  const terms = { day: format.day(lot.abandonAt), count: lot.requiredNotices }
  return <Alert showIcon type="info" title={t('lots.kept')} description={t('lots.keptText', terms)} />
}

function DisposedCard({ lot }: { lot: Lot }) {
  const { t } = useTranslation()
  const format = useFormat()
  const navigate = useNavigate()
  const reason = lot.history.findLast(({ event }) => event === 'dispose')?.reason ?? null
  return (
    <section className="panel" aria-label={t('lots.disposed')}>
      <div className="panel-head">
        <h2>{t('lots.disposed')}</h2>
        <StateTag state={lot.state} of="stockLot" />
        {lot.disposedAt !== null && <span className="quiet">{format.minute(lot.disposedAt)}</span>}
        <span className="grow" />
        <Button
          type="primary"
          icon={<ArrowRightOutlined />}
          iconPlacement="end"
          autoFocus
          onClick={() => void navigate('/tasks?kind=disposal')}
        >
          {t('inspection.next')}
        </Button>
      </div>
      {reason !== null && <blockquote className="remark">{reason}</blockquote>}
      <div className="evidence">
        <Image.PreviewGroup>
          {lot.disposalFileIds.map((fileId) => (
            <Shot key={fileId} fileId={fileId} name={t('lots.photo')} />
          ))}
        </Image.PreviewGroup>
      </div>
    </section>
  )
}
