import { Button, Empty, Space, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFinanceTopUps } from '../api/queries.ts'
import type { BookingDraft, BookingKind, FinanceTopUp, Mode, Money } from '../api/wire.ts'
import { useFormat, useLabel } from '../i18n/format.ts'
import { FailureScreen, LoadingScreen } from '../parts/screens.tsx'

/** Money on its way; what came otherwise than asked for, and transfers the bank shows, are booked from here. */
export function TopUpsPanel({ mode, onBook }: { mode: Mode; onBook: (draft: BookingDraft) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const label = useLabel()
  const topUps = useFinanceTopUps(mode)
  if (topUps.isPending) return <LoadingScreen />
  if (topUps.data === undefined) return <FailureScreen error={topUps.error} onRetry={() => void topUps.refetch()} />
  const book = (kind: BookingKind, { partnerId, id, amount }: FinanceTopUp) => onBook({ kind, partnerId, topUpId: id, amount })
  return (
    <Table
      size="small"
      rowKey="id"
      scroll={{ x: 'max-content' }}
      pagination={{ pageSize: 20, hideOnSinglePage: true }}
      dataSource={topUps.data.topUps}
      locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('finance.none')} /> }}
      columns={[
        { title: t('finance.at'), dataIndex: 'createdAt', render: (at: string) => format.moment(at) },
        { title: t('finance.partner'), dataIndex: 'partnerName' },
        { title: t('finance.reference'), dataIndex: 'reference' },
        { title: t('finance.amount'), dataIndex: 'amount', align: 'right', render: (money: Money) => format.money(money) },
        {
          title: t('finance.received'),
          dataIndex: 'received',
          align: 'right',
          render: (money: Money | null) => (money === null ? '–' : format.money(money)),
        },
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
