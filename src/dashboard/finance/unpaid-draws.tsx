import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { useUnpaidDraws } from '../api/queries.ts'
import type { CreditDraw, Mode } from '../api/wire.ts'
import { useFormat, useLabel } from '../i18n/format.ts'
import { everyRow } from '../parts/csv.ts'
import { ExportButton, type ExportColumn, useExportColumns } from '../parts/export-button.tsx'
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
  const exported = useDrawColumns()
  if (query.isPending) return <LoadingScreen />
  if (query.data === undefined) return <FailureScreen error={query.error} onRetry={() => void query.refetch()} />
  return (
    <>
      <div className="list-tools">
        <ExportButton
          name={`credit-draws-${mode}`}
          columns={exported}
          read={() => everyRow((cursor) => api.unpaidDraws(mode, { cursor, limit: 100 }))}
        />
      </div>
      <RowTable<CreditDraw>
        rows={rows}
        turning={turning}
        columns={[
          { title: t('credit.due'), dataIndex: 'dueAt', render: (at: string) => format.minute(at) },
          amountColumn<CreditDraw>(t('credit.owed'), ({ owed }) => owed),
          amountColumn<CreditDraw>(t('credit.drawn'), ({ drawn }) => drawn),
          { title: t('finance.partner'), dataIndex: 'partnerName', className: 'names' },
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
    </>
  )
}

function useDrawColumns(): ExportColumn<CreditDraw>[] {
  const { t } = useTranslation()
  const label = useLabel()
  const { money, time } = useExportColumns()
  return [
    time(t('credit.due'), ({ dueAt }) => dueAt),
    ...money<CreditDraw>(t('credit.owed'), ({ owed }) => owed),
    ...money<CreditDraw>(t('credit.drawn'), ({ drawn }) => drawn),
    { title: t('finance.partner'), of: ({ partnerName }) => partnerName },
    time(t('finance.at'), ({ drawnAt }) => drawnAt),
    { title: t('credit.source'), of: ({ source }) => source.id },
    { title: t('finance.state'), of: ({ state }) => label('creditDrawState', state) },
  ]
}
