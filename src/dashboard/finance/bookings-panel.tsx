import { Button, Empty, Space, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { FINANCE_KEY, useBookings } from '../api/queries.ts'
import type { Booking, BookingDecision, BookingDraft, Mode, Money } from '../api/wire.ts'
import { useFormat, useLabel } from '../i18n/format.ts'
import { FailureScreen, LoadingScreen } from '../parts/screens.tsx'
import { useChange } from '../parts/use-change.ts'
import { RefuseDialog } from './refuse-dialog.tsx'

/** Bookings by hand, who made them, who agreed; those above the limit wait here for another person. */
export function BookingsPanel({ mode, onBook }: { mode: Mode; onBook: (draft: BookingDraft) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const label = useLabel()
  const bookings = useBookings(mode)
  const [refused, refuse] = useState<Booking | null>(null)
  const decide = useChange<{ id: string; body: BookingDecision }>(
    FINANCE_KEY,
    ({ id, body }) => api.decideBooking(id, body),
    () => refuse(null),
  )
  if (bookings.isPending) return <LoadingScreen />
  if (bookings.data === undefined) return <FailureScreen error={bookings.error} onRetry={() => void bookings.refetch()} />
  const press = (booking: Booking, decision: BookingDecision['decision']) =>
    decision === 'reject' ? refuse(booking) : decide.mutate({ id: booking.id, body: { decision } })
  return (
    <>
      <Button type="primary" className="gap-bottom" onClick={() => onBook({ kind: 'bankTransfer' })}>
        {t('finance.newBooking')}
      </Button>
      <Table
        size="small"
        rowKey="id"
        scroll={{ x: 'max-content' }}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        dataSource={bookings.data.bookings}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('finance.none')} /> }}
        columns={[
          { title: t('finance.at'), dataIndex: 'createdAt', render: (at: string) => format.moment(at) },
          { title: t('finance.what'), dataIndex: 'kind', render: (kind: string) => label('finance.kind', kind) },
          { title: t('finance.partner'), dataIndex: 'partnerName' },
          { title: t('finance.amount'), dataIndex: 'amount', align: 'right', render: (money: Money) => format.money(money) },
          {
            title: t('finance.reason'),
            render: (_value, { reason, bankReference }) => [reason, bankReference].filter(Boolean).join(' · '),
          },
          { title: t('finance.hands'), render: (_value, { maker, checker }) => [maker, checker].filter(Boolean).join(' → ') },
          { title: t('finance.state'), dataIndex: 'state', render: (state: string) => label('bookingState', state) },
          {
            title: '',
            render: (_value, booking) => (
              <Space size="small">
                {booking.allowed.map((decision) => (
                  <Button
                    key={decision}
                    size="small"
                    type={decision === 'approve' ? 'primary' : 'default'}
                    loading={decide.isPending}
                    onClick={() => press(booking, decision)}
                  >
                    {t(`finance.decide.${decision}`)}
                  </Button>
                ))}
              </Space>
            ),
          },
        ]}
      />
      {refused !== null && (
        <RefuseDialog
          title={t('finance.refuseTitle')}
          onCancel={() => refuse(null)}
          onRefuse={(reason) => decide.mutate({ id: refused.id, body: { decision: 'reject', reason } })}
        />
      )}
    </>
  )
}
