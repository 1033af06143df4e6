import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { FINANCE_KEY, useBookings } from '../api/queries.ts'
import type { Booking, BookingDecision, BookingDraft, Mode } from '../api/wire.ts'
import { useFormat, useLabel } from '../i18n/format.ts'
import { DecisionButtons } from '../parts/decision-buttons.tsx'
import { RefuseDialog } from '../parts/refuse-dialog.tsx'
import { RowTable, useMoneyColumn } from '../parts/row-table.tsx'
import { FailureScreen, LoadingScreen } from '../parts/screens.tsx'
import { useChange } from '../parts/use-change.ts'

/** Bookings by hand, who made them, who agreed; those above the limit wait here for another person. */
export function BookingsPanel({ mode, onBook }: { mode: Mode; onBook: (draft: BookingDraft) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const label = useLabel()
  const amountColumn = useMoneyColumn()
  const { message } = App.useApp()
  const { query, rows, turning } = useBookings(mode)
  const [refused, refuse] = useState<Booking | null>(null)
  const decide = useChange<{ id: string; body: BookingDecision }>(
    FINANCE_KEY,
    async ({ id, body }) => {
      const decided = await api.decideBooking(id, body)
      void message.success(t(`finance.decided.${body.decision}`))
      return decided
    },
    () => refuse(null),
  )
  if (query.isPending) return <LoadingScreen />
  if (query.data === undefined) return <FailureScreen error={query.error} onRetry={() => void query.refetch()} />
  const press = (booking: Booking, decision: BookingDecision['decision']) =>
    decision === 'reject' ? refuse(booking) : decide.mutate({ id: booking.id, body: { decision } })
  return (
    <>
      <Button type="primary" className="gap-bottom" onClick={() => onBook({ kind: 'bankTransfer' })}>
        {t('finance.newBooking')}
      </Button>
      <RowTable<Booking>
        rows={rows}
        turning={turning}
        columns={[
          { title: t('finance.at'), dataIndex: 'createdAt', render: (at: string) => format.minute(at) },
          amountColumn<Booking>(t('finance.amount'), ({ amount }) => amount),
          { title: t('finance.what'), dataIndex: 'kind', render: (kind: string) => label('finance.kind', kind) },
          { title: t('finance.partner'), dataIndex: 'partnerName', className: 'wraps' },
          {
            title: t('finance.reason'),
            className: 'wraps',
            render: (_value, { reason, bankReference }) => [reason, bankReference].filter(Boolean).join(' · '),
          },
          { title: t('finance.hands'), render: (_value, { maker, checker }) => [maker, checker].filter(Boolean).join(' → ') },
          { title: t('finance.state'), dataIndex: 'state', render: (state: string) => label('bookingState', state) },
          {
            title: '',
            render: (_value, booking) => (
              <DecisionButtons
                allowed={booking.allowed}
                isBusy={decide.isPending}
                about={[booking.partnerName, label('finance.kind', booking.kind), format.money(booking.amount)].join(' · ')}
                onPress={(decision) => press(booking, decision)}
              />
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
