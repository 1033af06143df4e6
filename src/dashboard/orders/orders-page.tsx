import { Button, Empty, Select, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { api } from '../api/client.ts'
import { useOrders } from '../api/queries.ts'
import type { Mode, OrderRow } from '../api/wire.ts'
import { useFormat, useLabel } from '../i18n/format.ts'
import { useLanguage } from '../i18n/language.ts'
import { everyRow } from '../parts/csv.ts'
import { ExportButton, type ExportColumn, useExportColumns } from '../parts/export-button.tsx'
import { IdText, StateTag } from '../parts/labels.tsx'
import { ModeSwitch, SandboxBanner } from '../parts/mode-switch.tsx'
import { RowTable, useMoneyColumn } from '../parts/row-table.tsx'
import { FailureScreen, LoadingScreen } from '../parts/screens.tsx'
import { usePageTitle } from '../parts/use-page-title.ts'
import { useUrlChoice, useUrlText } from '../parts/use-url-choice.ts'
import { ORDER_STATUSES, orderStatusOf } from './order-statuses.ts'

const MODES = ['live', 'test'] as const satisfies readonly Mode[]

/** Orders of all partners, newest first: what was bought, how far it is, what it cost. */
export function OrdersPage() {
  const { t } = useTranslation()
  const [mode, setMode] = useUrlChoice('mode', MODES)
  const [stateText, setState] = useUrlText('state')
  const [partnerId, setPartner] = useUrlText('partner')
  usePageTitle(t('orders.title'))
  const state = orderStatusOf(stateText)
  const filter = { mode, state, partnerId }
  const { query, rows, turning } = useOrders(filter)
  const exported = useOrderColumns()
  return (
    <div className="page">
      <div className="office-head">
        <h1>{t('orders.title')}</h1>
        <ModeSwitch mode={mode} onChange={setMode} />
        <span className="quiet">{t('orders.hint')}</span>
      </div>
      <SandboxBanner mode={mode} />
      <div className="rule-scope">
        <Select
          aria-label={t('orders.state')}
          value={state ?? ''}
          onChange={(next) => setState(next === '' ? null : next)}
          options={[
            { value: '', label: t('orders.allStates') },
            ...ORDER_STATUSES.map((value) => ({ value, label: t(`lineState.${value}`) })),
          ]}
          className="rule-partner"
        />
        {partnerId !== null && (
          <Tag closable onClose={() => setPartner(null)} className="filter-tag">
            {rows[0]?.partnerName ?? partnerId}
          </Tag>
        )}
        <span className="grow" />
        <ExportButton
          name={`orders-${mode}`}
          columns={exported}
          read={() => everyRow((cursor) => api.orders(filter, { cursor, limit: 100 }))}
        />
      </div>
      {query.isPending && <LoadingScreen />}
      {query.isError && query.data === undefined && <FailureScreen error={query.error} onRetry={() => void query.refetch()} />}
      {query.data !== undefined && (
        <OrderTable rows={rows} turning={turning} onPartner={setPartner} onSandbox={mode === 'live' ? () => setMode('test') : null} />
      )}
    </div>
  )
}

type TableProps = Pick<ReturnType<typeof useOrders>, 'rows' | 'turning'> & {
  onPartner: (partnerId: string) => void
  onSandbox: (() => void) | null
}

function OrderTable({ rows, turning, onPartner, onSandbox }: TableProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { language } = useLanguage()
  const amountColumn = useMoneyColumn()
  return (
    <RowTable<OrderRow>
      rows={rows}
      turning={turning}
      empty={
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('orders.none')}>
          {onSandbox !== null && <Button onClick={onSandbox}>{t('finance.seeSandbox')}</Button>}
        </Empty>
      }
      columns={[
        { title: t('orders.createdAt'), dataIndex: 'createdAt', render: (at: string) => format.minute(at) },
        { title: t('orders.number'), render: (_value, { id }) => <IdText id={id} to={`/orders/${id}`} /> },
        {
          title: t('orders.goods'),
          className: 'wraps',
          render: (_value, row) => (
            <Link to={`/orders/${row.id}`} className="plain-link">
              {language === 'en' ? row.title : row.titleZh}
            </Link>
          ),
        },
        {
          title: t('common.quantity'),
          align: 'right',
          render: (_value, { lineCount, pieces }) => t('orders.pieces', { lines: format.number(lineCount), pieces: format.number(pieces) }),
        },
        {
          title: t('finance.partner'),
          className: 'wraps',
          render: (_value, { partnerId, partnerName }) => (
            <button type="button" className="link-button" onClick={() => onPartner(partnerId)}>
              {partnerName}
            </button>
          ),
        },
        { title: t('orders.theirNumber'), dataIndex: 'externalRef', render: (ref: string | null) => ref ?? '–' },
        amountColumn<OrderRow>(t('orders.total'), ({ total }) => total),
        amountColumn<OrderRow>(t('orders.refunded'), ({ refunded }) => (refunded.amount === 0 ? null : refunded)),
        { title: t('orders.state'), render: (_value, { status }) => <StateTag state={status} of="order" /> },
      ]}
    />
  )
}

function useOrderColumns(): ExportColumn<OrderRow>[] {
  const { t } = useTranslation()
  const label = useLabel()
  const { money, time } = useExportColumns()
  return [
    time(t('orders.createdAt'), ({ createdAt }) => createdAt),
    time(t('orders.paidAt'), ({ paidAt }) => paidAt),
    { title: t('orders.number'), of: ({ id }) => id },
    { title: t('finance.partner'), of: ({ partnerName }) => partnerName },
    { title: t('orders.theirNumber'), of: ({ externalRef }) => externalRef },
    { title: t('orders.goods'), of: ({ titleZh }) => titleZh },
    { title: t('common.quantity'), of: ({ pieces }) => pieces },
    ...money<OrderRow>(t('orders.total'), ({ total }) => total),
    ...money<OrderRow>(t('orders.refunded'), ({ refunded }) => refunded),
    { title: t('orders.state'), of: ({ status }) => label('lineState', status) },
  ]
}
