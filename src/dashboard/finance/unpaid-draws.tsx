import { useTranslation } from 'react-i18next'
import { useUnpaidDraws } from '../api/queries.ts'
import type { CreditDraw, Mode } from '../api/wire.ts'
import { useFormat, useLabel } from '../i18n/format.ts'
import { ResourceLink } from '../parts/resource-link.tsx'
import { RowTable, useMoneyColumn } from '../parts/row-table.tsx'
import { FailureScreen, LoadingScreen } from '../parts/screens.tsx'

/** What was drawn and is not repaid, what falls due first on top. */
export function UnpaidDraws({ mode }: { mode: Mode }) {
  const { t } = useTranslation()
  const format = useFormat()
  const label = useLabel()
  const amountColumn = useMoneyColumn()
  const { query, rows, turning } = useUnpaidDraws(mode)
  if (query.isPending) return <LoadingScreen />
  if (query.data === undefined) return <FailureScreen error={query.error} onRetry={() => void query.refetch()} />
  return (
    <RowTable<CreditDraw>
      rows={rows}
      turning={turning}
      columns={[
        { title: t('credit.due'), dataIndex: 'dueAt', render: (at: string) => format.minute(at) },
        amountColumn<CreditDraw>(t('credit.owed'), ({ owed }) => owed),
        amountColumn<CreditDraw>(t('credit.drawn'), ({ drawn }) => drawn),
        { title: t('finance.partner'), dataIndex: 'partnerName', className: 'wraps' },
        { title: t('finance.at'), dataIndex: 'drawnAt', render: (at: string) => format.minute(at) },
        {
          title: t('credit.source'),
          render: (_value, { source }) => <ResourceLink kind={label('creditSource', source.type)} id={source.id} />,
        },
        {
          title: t('finance.state'),
          dataIndex: 'state',
          render: (state: string) => (
            <span className={state === 'OVERDUE' ? 'severity-critical' : ''}>{label('creditDrawState', state)}</span>
          ),
        },
      ]}
    />
  )
}
