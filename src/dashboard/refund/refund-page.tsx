import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { useRefund } from '../api/queries.ts'
import type { Refund } from '../api/wire.ts'
import { useFormat, useLabel } from '../i18n/format.ts'
import { HistoryTimeline } from '../parts/history-timeline.tsx'
import { Facts, IdText } from '../parts/labels.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { Picture } from '../parts/picture.tsx'
import { ResourceLink } from '../parts/resource-link.tsx'
import { FailureScreen, LoadingScreen } from '../parts/screens.tsx'
import { useAttributes } from '../parts/use-attributes.ts'
import { useProductTitle } from '../parts/use-product-title.ts'
import { CompensationCard } from './compensation-card.tsx'
import { DecisionBar } from './decision-bar.tsx'
import { EvidenceCard } from './evidence-card.tsx'
import { ReturnForm } from './return-form.tsx'

/** One claim: what is asked, what proves it, what to do before when. */
export function RefundPage() {
  const { id = '' } = useParams()
  const refund = useRefund(id)
  if (refund.isPending) return <LoadingScreen />
  if (refund.data === undefined) return <FailureScreen error={refund.error} onRetry={() => void refund.refetch()} />
  return <Sheet key={id} refund={refund.data} />
}

function Sheet({ refund }: { refund: Refund }) {
  const { t } = useTranslation()
  const names = useProductTitle(refund.product)
  const canDecide = refund.allowed.some((move) => move !== 'shipReturn')
  return (
    <div className={`page ${canDecide ? 'has-bar' : ''}`}>
      <PageHead of="refund" kind={t('refund.title')} {...names} resource={refund} dueAt={refund.deadlineAt} />
      <div className="columns">
        <div className="column-main">
          <ClaimCard refund={refund} />
          {refund.compensationProposal !== null && <CompensationCard refund={refund} proposal={refund.compensationProposal} />}
          {refund.allowed.includes('shipReturn') && <ReturnForm refund={refund} />}
          <EvidenceCard refund={refund} />
        </div>
        <aside className="column-side">
          <MoneyCard refund={refund} />
          <section className="panel" aria-label={t('history.title')}>
            <div className="panel-head">
              <h2>{t('history.title')}</h2>
            </div>
            <HistoryTimeline items={refund.history} />
          </section>
        </aside>
      </div>
      {canDecide && <DecisionBar refund={refund} />}
    </div>
  )
}

function ClaimCard({ refund }: { refund: Refund }) {
  const { t } = useTranslation()
  const attributes = useAttributes(refund.product)
  const label = useLabel()
  return (
    <section className="panel claim" aria-label={t('refund.claim')}>
      <Picture src={refund.product.imageUrl} alt={refund.product.titleZh} className="claim-picture" />
      <div className="claim-body">
        <div className="tags">
          <Tag color="geekblue">{label('refundType', refund.type)}</Tag>
          <span className="state state-wait">{label('reason', refund.reasonCode)}</span>
        </div>
        <blockquote className="remark">{refund.description}</blockquote>
        <Facts
          rows={[
            [t('refund.quantity'), t('refund.ofOrdered', { count: refund.quantity, total: refund.orderedQuantity })],
            [t('product.attributes'), attributes.map(({ value }) => value).join(' · ')],
            [t('product.seller'), refund.product.sellerName],
            [t('product.order'), <ResourceLink key="order" id={refund.orderId} />],
          ]}
        />
        {refund.rejectReason !== null && (
          <p className="severity-critical">
            {t('refund.rejected')}: {refund.rejectReason}
          </p>
        )}
        {refund.settlement !== null && (
          <p className="settle-answer">
            {t('refund.settlement')}: {t(`refund.outcome.${refund.settlement.outcome}`)}
            {refund.settlement.keptGoods && ` · ${t('refund.keptGoods')}`} · {refund.settlement.reason}
          </p>
        )}
        {refund.allowed.length === 0 && refund.compensationProposal === null && <p className="quiet">{t('refund.nothing')}</p>}
      </div>
    </section>
  )
}

function MoneyCard({ refund }: { refund: Refund }) {
  const { t } = useTranslation()
  const format = useFormat()
  const label = useLabel()
  const none = t('common.none')
  return (
    <section className="panel" aria-label={t('refund.requested')}>
      <div className="expected">
        <strong>{format.money(refund.requested)}</strong>
        <span>{t('refund.requested')}</span>
      </div>
      <Facts
        rows={[
          [t('refund.upstream'), format.money(refund.requestedUpstream)],
          [t('refund.linePaid'), format.money(refund.linePaid)],
          [t('refund.lineRefunded'), format.money(refund.lineRefunded)],
          [t('refund.approved'), refund.approvedUpstream === null ? none : format.money(refund.approvedUpstream)],
          [t('refund.onHold'), t('common.pieces', { count: refund.unitsOnHold })],
          [t('refund.payout'), refund.payout === null ? none : format.money(refund.payout)],
          [t('refund.upstreamStatus'), refund.upstreamStatus === null ? none : label('bookState', refund.upstreamStatus)],
          [
            t('refund.upstreamId'),
            refund.upstreamRefundId === null ? none : <IdText key="upstream" id={refund.upstreamRefundId} short={false} />,
          ],
          [t('refund.deadline'), refund.deadlineAt === null ? none : format.moment(refund.deadlineAt)],
        ]}
      />
    </section>
  )
}
