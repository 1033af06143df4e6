import { Button, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import { TOP_UP_STATES } from '../../domain/wallet/top-up-states.ts'
import { api } from '../api/client.ts'
import { useFinanceTopUps } from '../api/queries.ts'
import type { BookingDraft, BookingKind, FinanceTopUp, Mode } from '../api/wire.ts'
import { useFormat, useLabel } from '../i18n/format.ts'
import { everyRow } from '../parts/csv.ts'
import { ExportButton, type ExportColumn, useExportColumns } from '../parts/export-button.tsx'
import { IdText } from '../parts/labels.tsx'
import { RowTable, useMoneyColumn } from '../parts/row-table.tsx'
import { FailureScreen, LoadingScreen } from '../parts/screens.tsx'
import { StateFilter } from '../parts/state-filter.tsx'
import { useUrlText } from '../parts/use-url-choice.ts'

/** Money on its way; what came otherwise than asked for, and transfers the bank shows, are booked from here. */
export function TopUpsPanel({ mode, onBook }: { mode: Mode; onBook: (draft: BookingDraft) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const label = useLabel()
  const amountColumn = useMoneyColumn()
  const [stateText, setState] = useUrlText('state')
  const state = TOP_UP_STATES.find((one) => one === stateText) ?? null
  const filter = { mode, state }
  const { query, rows, turning } = useFinanceTopUps(filter)
  const exported = useTopUpColumns()
  if (query.isPending) return <LoadingScreen />
  if (query.data === undefined) return <FailureScreen error={query.error} onRetry={() => void query.refetch()} />
  const book = (kind: BookingKind, { partnerId, id, amount }: FinanceTopUp) => onBook({ kind, partnerId, topUpId: id, amount })
  return (
    <>
      <div className="list-tools">
        <StateFilter group="topUpState" states={TOP_UP_STATES} value={state} onChange={setState} />
        <ExportButton
          name={`top-ups-${mode}`}
          columns={exported}
          read={() => everyRow((cursor) => api.financeTopUps(filter, { cursor, limit: 100 }))}
        />
      </div>
      <RowTable<FinanceTopUp>
        rows={rows}
        turning={turning}
        columns={[
          { title: t('finance.at'), dataIndex: 'createdAt', render: (at: string) => format.minute(at) },
          amountColumn<FinanceTopUp>(t('finance.amount'), ({ amount }) => amount),
          amountColumn<FinanceTopUp>(t('finance.received'), ({ received }) => received),
          { title: t('finance.partner'), dataIndex: 'partnerName', className: 'names' },
          { title: t('finance.reference'), dataIndex: 'reference', render: (reference: string) => <IdText id={reference} short={false} /> },
          { title: t('finance.state'), dataIndex: 'state', render: (state: string) => label('topUpState', state) },
          {
            title: '',
            render: (_value, topUp) => (
              <Space size="small" wrap>
                {topUp.state === 'UNDER_REVIEW' && (
                  <>
                    <Button size="small" onClick={() => book('acceptReceipt', topUp)}>
                      {t('finance.kind.acceptReceipt')}
                    </Button>
                    <Button size="small" onClick={() => book('returnReceipt', topUp)}>
                      {t('finance.kind.returnReceipt')}
                    </Button>
                  </>
                )}
                {topUp.state === 'AWAITING_PAYMENT' && topUp.method === 'bankTransfer' && (
                  <Button size="small" onClick={() => book('bankTransfer', topUp)}>
                    {t('finance.kind.bankTransfer')}
                  </Button>
                )}
              </Space>
            ),
          },
        ]}
      />
    </>
  )
}

function useTopUpColumns(): ExportColumn<FinanceTopUp>[] {
  const { t } = useTranslation()
  const label = useLabel()
  const { money, time } = useExportColumns()
  return [
    time(t('finance.at'), ({ createdAt }) => createdAt),
    ...money<FinanceTopUp>(t('finance.amount'), ({ amount }) => amount),
    ...money<FinanceTopUp>(t('finance.received'), ({ received }) => received),
    { title: t('finance.partner'), of: ({ partnerName }) => partnerName },
    { title: t('finance.reference'), of: ({ reference }) => reference },
    { title: t('finance.state'), of: ({ state }) => label('topUpState', state) },
    { title: 'ID', of: ({ id }) => id },
  ]
}
