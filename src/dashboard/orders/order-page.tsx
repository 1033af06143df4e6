import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { useOrder } from '../api/queries.ts'
import type { Order } from '../api/wire.ts'
import { useFormat } from '../i18n/format.ts'
import { HistoryTimeline } from '../parts/history-timeline.tsx'
import { Facts, IdText } from '../parts/labels.tsx'
import { SandboxBanner } from '../parts/mode-switch.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { FailureScreen, LoadingScreen } from '../parts/screens.tsx'
import { useProductTitle } from '../parts/use-product-title.ts'
import { DifferencesCard, DrawsCard, ParcelsCard, PurchasesCard, WorkCard } from './around-cards.tsx'
import { LinesCard } from './lines-card.tsx'
import { PostingsCard } from './postings-card.tsx'
import { RiskCard } from './risk-card.tsx'

/** One order with everything that hangs on it: for whoever is asked "where is it" or "where did the money go". */
export function OrderPage() {
  const { id = '' } = useParams()
  const order = useOrder(id)
  if (order.isPending) return <LoadingScreen />
  if (order.data === undefined) return <FailureScreen error={order.error} onRetry={() => void order.refetch()} />
  return <Sheet key={id} order={order.data} />
}

function Sheet({ order }: { order: Order }) {
  const { t } = useTranslation()
  const names = useProductTitle(order)
  return (
    <div className="page">
      <SandboxBanner mode={order.livemode ? 'live' : 'test'} />
      <PageHead
        of="order"
        kind={t('search.kind.order')}
        {...names}
        resource={{ ...order, state: order.status }}
        dueAt={order.status === 'PENDING_PAYMENT' ? order.payBefore : null}
        back="/orders"
      />
      <div className="columns">
        <div className="column-main">
          <RiskCard order={order} />
          <LinesCard order={order} />
          <DifferencesCard order={order} />
          <PurchasesCard purchases={order.purchases} />
          <ParcelsCard parcels={order.parcels} />
          <WorkCard order={order} />
          <DrawsCard draws={order.draws} />
          <PostingsCard groups={order.postingGroups} />
        </div>
        <aside className="column-side">
          <MoneyCard order={order} />
          <section className="panel" aria-label={t('history.title')}>
            <div className="panel-head">
              <h2>{t('history.title')}</h2>
            </div>
            <HistoryTimeline items={order.history} isMixed />
          </section>
        </aside>
      </div>
    </div>
  )
}

function MoneyCard({ order }: { order: Order }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { total, refunded } = order
  return (
    <section className="panel" aria-label={t('orders.total')}>
      <div className="expected">
        <strong>{format.money(total)}</strong>
        <span>{t('orders.total')}</span>
      </div>
      <Facts
        rows={[
          [t('finance.partner'), order.partnerName],
          [
            t('orders.theirNumber'),
            order.externalRef === null ? t('common.none') : <IdText key="ref" id={order.externalRef} short={false} />,
          ],
          [t('orders.createdAt'), format.minute(order.createdAt)],
          [t('orders.paidAt'), order.paidAt === null ? t('orders.notPaid') : format.minute(order.paidAt)],
          ...(order.paidAt === null ? [[t('orders.payBefore'), format.minute(order.payBefore)] as const] : []),
          [t('orders.refunded'), format.money(refunded)],
          [t('orders.rate'), t('orders.rateOf', { rate: order.rate, currency: total.currency })],
          ...(order.note === null ? [] : [[t('orders.note'), order.note] as const]),
        ]}
      />
    </section>
  )
}
