import { Button, Empty, Space, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { FINANCE_KEY } from '../api/queries.ts'
import type { BookingDecision, CreditChange } from '../api/wire.ts'
import { useFormat, useLabel } from '../i18n/format.ts'
import { useChange } from '../parts/use-change.ts'
import { RefuseDialog } from './refuse-dialog.tsx'

/** What was proposed about credit, by whom, and who agreed; what waits is decided here by another person. */
export function CreditChanges({ changes }: { changes: CreditChange[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const label = useLabel()
  const [refused, refuse] = useState<CreditChange | null>(null)
  const decide = useChange<{ id: string; body: BookingDecision }>(
    FINANCE_KEY,
    ({ id, body }) => api.decideCreditChange(id, body),
    () => refuse(null),
  )
  const press = (change: CreditChange, decision: BookingDecision['decision']) =>
    decision === 'reject' ? refuse(change) : decide.mutate({ id: change.id, body: { decision } })
  return (
    <>
      <Table
        size="small"
        rowKey="id"
        scroll={{ x: 'max-content' }}
        pagination={{ pageSize: 10, hideOnSinglePage: true }}
        dataSource={changes}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('finance.none')} /> }}
        columns={[
          { title: t('finance.at'), dataIndex: 'createdAt', render: (at: string) => format.moment(at) },
          { title: t('finance.partner'), dataIndex: 'partnerName' },
          {
            title: t('credit.terms'),
            render: (_value, { status, limit, termDays }) =>
              [label('creditStatus', status), format.money(limit), t('credit.days', { number: termDays })].join(' · '),
          },
          { title: t('finance.reason'), dataIndex: 'reason' },
          { title: t('finance.hands'), render: (_value, { maker, checker }) => [maker, checker].filter(Boolean).join(' → ') },
          { title: t('finance.state'), dataIndex: 'state', render: (state: string) => label('creditChangeState', state) },
          {
            title: '',
            render: (_value, change) => (
              <Space size="small">
                {change.allowed.map((decision) => (
                  <Button
                    key={decision}
                    size="small"
                    type={decision === 'approve' ? 'primary' : 'default'}
                    loading={decide.isPending}
                    onClick={() => press(change, decision)}
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
          title={t('credit.refuseTitle')}
          onCancel={() => refuse(null)}
          onRefuse={(reason) => decide.mutate({ id: refused.id, body: { decision: 'reject', reason } })}
        />
      )}
    </>
  )
}
