import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Order } from '../api/wire.ts'
import { useFormat, useLabel } from '../i18n/format.ts'
import { IdText, StateTag } from '../parts/labels.tsx'
import { ResourceLink } from '../parts/resource-link.tsx'
import { RowTable, useMoneyColumn } from '../parts/row-table.tsx'

type Purchase = Order['purchases'][number]
type Parcel = Order['parcels'][number]
type Draw = Order['draws'][number]

/** A card of a list; nothing at all when the list is empty. */
function Card({ title, rows, children }: { title: string; rows: readonly unknown[]; children: ReactNode }) {
  if (rows.length === 0) return null
  return (
    <section className="panel" aria-label={title}>
      <div className="panel-head">
        <h2>{title}</h2>
      </div>
      {children}
    </section>
  )
}

export function PurchasesCard({ purchases }: { purchases: readonly Purchase[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const label = useLabel()
  const amountColumn = useMoneyColumn()
  return (
    <Card title={t('orders.purchases')} rows={purchases}>
      <RowTable<Purchase>
        rows={purchases}
        columns={[
          {
            title: t('orders.upstreamOrder'),
            render: (_value, { upstreamOrderId }) => (upstreamOrderId === null ? '–' : <IdText id={upstreamOrderId} short={false} />),
          },
          { title: t('orders.state'), render: (_value, { state }) => label('bookState', state) },
          {
            title: '1688',
            render: (_value, { upstreamStatus }) => (upstreamStatus === null ? '–' : label('bookState', upstreamStatus)),
          },
          amountColumn<Purchase>(t('orders.expected'), ({ expected }) => expected),
          amountColumn<Purchase>(t('orders.asked'), ({ asked }) => asked),
          { title: t('orders.paidAt'), render: (_value, { paidAt }) => (paidAt === null ? '–' : format.minute(paidAt)) },
          { title: t('orders.attempts'), dataIndex: 'attempts', align: 'right' },
        ]}
      />
    </Card>
  )
}

export function ParcelsCard({ parcels }: { parcels: readonly Parcel[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Card title={t('orders.parcels')} rows={parcels}>
      <RowTable<Parcel>
        rows={parcels}
        columns={[
          { title: t('orders.waybill'), render: (_value, { waybillNo }) => <IdText id={waybillNo} short={false} /> },
          { title: t('orders.courier'), render: (_value, { courierName }) => courierName ?? '–' },
          { title: t('orders.state'), render: (_value, { state }) => <StateTag state={state} of="parcel" /> },
          { title: t('orders.arrivedAt'), render: (_value, { arrivedAt }) => (arrivedAt === null ? '–' : format.minute(arrivedAt)) },
        ]}
      />
    </Card>
  )
}

/** Inspections, shipments and claims: each leads to its own page. */
export function WorkCard({ order: { inspections, shipments, refunds } }: { order: Order }) {
  const { t } = useTranslation()
  const format = useFormat()
  const label = useLabel()
  const rows = [
    ...inspections.map(({ id, state }) => ({ id, state, of: 'inspection' as const, about: '', amount: null })),
    ...refunds.map(({ id, state, type, requested }) => ({
      id,
      state,
      of: 'refund' as const,
      about: label('refundType', type),
      amount: requested,
    })),
    ...shipments.map(({ id, state }) => ({ id, state, of: 'shipment' as const, about: '', amount: null })),
  ]
  return (
    <Card title={t('orders.work')} rows={rows}>
      <RowTable<(typeof rows)[number]>
        rows={rows}
        columns={[
          { title: t('orders.what'), render: (_value, { of, about }) => [t(`search.kind.${of}`), about].filter(Boolean).join(' · ') },
          { title: t('orders.id'), render: (_value, { id }) => <ResourceLink id={id} /> },
          { title: t('orders.state'), render: (_value, { state, of }) => <StateTag state={state} of={of} /> },
          { title: t('orders.amount'), align: 'right', render: (_value, { amount }) => (amount === null ? '–' : format.money(amount)) },
        ]}
      />
    </Card>
  )
}

export function DrawsCard({ draws }: { draws: readonly Draw[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const label = useLabel()
  const amountColumn = useMoneyColumn()
  return (
    <Card title={t('orders.draws')} rows={draws}>
      <RowTable<Draw>
        rows={draws}
        columns={[
          { title: t('orders.id'), render: (_value, { id }) => <IdText id={id} /> },
          amountColumn<Draw>(t('credit.drawn'), ({ drawn }) => drawn),
          amountColumn<Draw>(t('credit.owed'), ({ owed }) => owed),
          { title: t('orders.dueAt'), render: (_value, { dueAt }) => format.minute(dueAt) },
          {
            title: t('orders.state'),
            render: (_value, { state }) => (
              <span className={state === 'OVERDUE' ? 'severity-critical' : ''}>{label('creditDrawState', state)}</span>
            ),
          },
        ]}
      />
    </Card>
  )
}

export function DifferencesCard({ order: { id: orderId, differences } }: { order: Order }) {
  const { t } = useTranslation()
  const format = useFormat()
  const label = useLabel()
  return (
    <Card title={t('orders.differences')} rows={differences}>
      <ul className="stack">
        {differences.map(({ id, kind, state, isGone, firstSeenAt }) => (
          <li key={id}>
            <b className={state === 'OPEN' && !isGone ? 'severity-major' : ''}>{label('differenceKind', kind)}</b>
            {' · '}
            {isGone ? t('orders.gone') : label('reconciliation.views', state)}
            {' · '}
            <span className="quiet">{format.minute(firstSeenAt)}</span>
          </li>
        ))}
      </ul>
      <Link to={`/reconciliation?order=${orderId}`}>{t('orders.openBooks')}</Link>
    </Card>
  )
}
