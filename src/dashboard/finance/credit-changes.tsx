import { App } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { FINANCE_KEY, useCreditChanges } from '../api/queries.ts'
import type { BookingDecision, CreditChange, Mode } from '../api/wire.ts'
import { useFormat, useLabel } from '../i18n/format.ts'
import { DecisionButtons } from '../parts/decision-buttons.tsx'
import { RefuseDialog } from '../parts/refuse-dialog.tsx'
import { RowTable } from '../parts/row-table.tsx'
import { FailureScreen, LoadingScreen } from '../parts/screens.tsx'
import { useChange } from '../parts/use-change.ts'

/** What was proposed about credit, by whom, and who agreed; what waits is decided here by another person. */
export function CreditChanges({ mode }: { mode: Mode }) {
  const { t } = useTranslation()
  const format = useFormat()
  const label = useLabel()
  const { message } = App.useApp()
  const { query, rows, turning } = useCreditChanges(mode)
  const [refused, refuse] = useState<CreditChange | null>(null)
  const decide = useChange<{ id: string; body: BookingDecision }>(
    FINANCE_KEY,
    async ({ id, body }) => {
      const decided = await api.decideCreditChange(id, body)
      void message.success(t(`finance.decided.${body.decision}`))
      return decided
    },
    () => refuse(null),
  )
  if (query.isPending) return <LoadingScreen />
  if (query.data === undefined) return <FailureScreen error={query.error} onRetry={() => void query.refetch()} />
  const press = (change: CreditChange, decision: BookingDecision['decision']) =>
    decision === 'reject' ? refuse(change) : decide.mutate({ id: change.id, body: { decision } })
  return (
    <>
      <RowTable<CreditChange>
        rows={rows}
        turning={turning}
        columns={[
          { title: t('finance.at'), dataIndex: 'createdAt', render: (at: string) => format.minute(at) },
          { title: t('finance.partner'), dataIndex: 'partnerName', className: 'names' },
          {
            title: t('credit.terms'),
            className: 'names',
            render: (_value, { status, limit, termDays }) =>
              [label('creditStatus', status), format.money(limit), t('credit.days', { number: termDays })].join(' · '),
          },
          { title: t('finance.reason'), dataIndex: 'reason', className: 'wraps' },
          { title: t('finance.hands'), render: (_value, { maker, checker }) => [maker, checker].filter(Boolean).join(' → ') },
          { title: t('finance.state'), dataIndex: 'state', render: (state: string) => label('creditChangeState', state) },
          {
            title: '',
            render: (_value, change) => (
              <DecisionButtons
                allowed={change.allowed}
                isBusy={decide.isPending}
                about={[
                  change.partnerName,
                  label('creditStatus', change.status),
                  format.money(change.limit),
                  t('credit.days', { number: change.termDays }),
                ].join(' · ')}
                onPress={(decision) => press(change, decision)}
              />
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
