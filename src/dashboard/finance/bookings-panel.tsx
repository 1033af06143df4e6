import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BOOKING_STATES } from '../../domain/wallet/booking.ts'
import { api } from '../api/client.ts'
import { FINANCE_KEY, useBookings } from '../api/queries.ts'
import type { Booking, BookingDecision, BookingDraft, Mode } from '../api/wire.ts'
import { useFormat, useLabel } from '../i18n/format.ts'
import { everyRow } from '../parts/csv.ts'
import { DecisionButtons } from '../parts/decision-buttons.tsx'
import { ExportButton, type ExportColumn, useExportColumns } from '../parts/export-button.tsx'
import { RefuseDialog } from '../parts/refuse-dialog.tsx'
import { RowTable, useMoneyColumn } from '../parts/row-table.tsx'
import { FailureScreen, LoadingScreen } from '../parts/screens.tsx'
import { StateFilter } from '../parts/state-filter.tsx'
import { useChange } from '../parts/use-change.ts'
import { useUrlText } from '../parts/use-url-choice.ts'

/** Bookings by hand, who made them, who agreed; those above the limit wait here for another person. */
export function BookingsPanel({ mode, onBook }: { mode: Mode; onBook: (draft: BookingDraft) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const label = useLabel()
  const amountColumn = useMoneyColumn()
  const { message } = App.useApp()
  const [stateText, setState] = useUrlText('state')
  const state = BOOKING_STATES.find((one) => one === stateText) ?? null
  const filter = { mode, state }
  const { query, rows, turning } = useBookings(filter)
  const exported = useBookingColumns()
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
      <div className="list-tools">
        <Button type="primary" onClick={() => onBook({ kind: 'bankTransfer' })}>
          {t('finance.newBooking')}
        </Button>
        <StateFilter group="bookingState" states={BOOKING_STATES} value={state} onChange={setState} />
        <ExportButton
          name={`bookings-${mode}`}
          columns={exported}
          read={() => everyRow((cursor) => api.bookings(filter, { cursor, limit: 100 }))}
        />
      </div>
      <RowTable<Booking>
        rows={rows}
        turning={turning}
        columns={[
          { title: t('finance.at'), dataIndex: 'createdAt', render: (at: string) => format.minute(at) },
          amountColumn<Booking>(t('finance.amount'), ({ amount }) => amount),
          { title: t('finance.what'), dataIndex: 'kind', render: (kind: string) => label('finance.kind', kind) },
          { title: t('finance.partner'), dataIndex: 'partnerName', className: 'names' },
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

function useBookingColumns(): ExportColumn<Booking>[] {
  const { t } = useTranslation()
  const label = useLabel()
  const { money, time } = useExportColumns()
  return [
    time(t('finance.at'), ({ createdAt }) => createdAt),
    ...money<Booking>(t('finance.amount'), ({ amount }) => amount),
    { title: t('finance.what'), of: ({ kind }) => label('finance.kind', kind) },
    { title: t('finance.partner'), of: ({ partnerName }) => partnerName },
    { title: t('finance.reason'), of: ({ reason }) => reason },
    { title: t('finance.bankReference'), of: ({ bankReference }) => bankReference },
    { title: t('finance.valueDate'), of: ({ valueDate }) => valueDate },
    { title: t('finance.maker'), of: ({ maker }) => maker },
    { title: t('finance.checker'), of: ({ checker }) => checker },
    { title: t('finance.state'), of: ({ state }) => label('bookingState', state) },
    { title: 'ID', of: ({ id }) => id },
  ]
}
