import { Button, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFinanceTopUps } from '../api/queries.ts'
import type { BookingDraft, BookingKind, FinanceTopUp, Mode } from '../api/wire.ts'
import { useFormat, useLabel } from '../i18n/format.ts'
import { IdText } from '../parts/labels.tsx'
import { RowTable, useMoneyColumn } from '../parts/row-table.tsx'
import { FailureScreen, LoadingScreen } from '../parts/screens.tsx'

/** Money on its way; what came otherwise than asked for, and transfers the bank shows, are booked from here. */
export function TopUpsPanel({ mode, onBook }: { mode: Mode; onBook: (draft: BookingDraft) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const label = useLabel()
  const amountColumn = useMoneyColumn()
  const { query, rows, turning } = useFinanceTopUps(mode)
  if (query.isPending) return <LoadingScreen />
  if (query.data === undefined) return <FailureScreen error={query.error} onRetry={() => void query.refetch()} />
  const book = (kind: BookingKind, { partnerId, id, amount }: FinanceTopUp) => onBook({ kind, partnerId, topUpId: id, amount })
  return (
    <RowTable<FinanceTopUp>
      rows={rows}
      turning={turning}
      columns={[
        { title: t('finance.at'), dataIndex: 'createdAt', render: (at: string) => format.minute(at) },
        amountColumn<FinanceTopUp>(t('finance.amount'), ({ amount }) => amount),
        amountColumn<FinanceTopUp>(t('finance.received'), ({ received }) => received),
        { title: t('finance.partner'), dataIndex: 'partnerName', className: 'wraps' },
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
  )
}
