import { Button, Empty, Table, type TableProps } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Money } from '../api/wire.ts'
import { useFormat } from '../i18n/format.ts'
import type { Turning } from './use-paged.ts'

type Props<Row extends object> = {
  rows: readonly Row[]
  columns: TableProps<Row>['columns']
  rowKey?: TableProps<Row>['rowKey']
  /** Rows of a list that is whole are turned over here, this many at a time; without it all are shown. */
  pageSize?: number
  /** A list the gateway turns over. */
  turning?: Turning
  /** What an empty table says instead of "nothing yet". */
  empty?: ReactNode
}

/** The table of every office page: on a phone each row is a card, every cell with its column's name; says when it is empty, turns its pages. */
export function RowTable<Row extends object>({ rows, columns, rowKey = 'id', pageSize, turning, empty }: Props<Row>) {
  const { t } = useTranslation()
  const named = columns?.map((column) => ({ ...column, onCell: () => cellOf(column.title) }))
  return (
    <>
      <Table<Row>
        size="small"
        className="row-table"
        rowKey={rowKey}
        scroll={{ x: 'max-content' }}
        loading={turning?.isTurning === true}
        pagination={pageSize === undefined ? false : { pageSize, hideOnSinglePage: true, size: 'small', showSizeChanger: false }}
        dataSource={[...rows]}
        locale={{ emptyText: empty ?? <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('common.nothingYet')} /> }}
        {...(named === undefined ? {} : { columns: named })}
      />
      {turning !== undefined && <Turner turning={turning} />}
    </>
  )
}

/** Its column's name travels with every cell: on a phone there is no head above it. */
function cellOf(title: unknown) {
  const cell = { className: 'is-named', 'data-name': typeof title === 'string' ? title : '' }
  return cell
}

/** A column of amounts: to the right, digits under digits; nothing is a dash. */
export function useMoneyColumn() {
  const format = useFormat()
  return <Row extends object>(
    title: string,
    of: (row: Row) => Money | null,
    show: (text: string, money: Money) => ReactNode = (text) => text,
  ) => ({
    title,
    align: 'right' as const,
    className: 'figures',
    render: (_value: unknown, row: Row) => {
      const money = of(row)
      return money === null ? '–' : show(format.money(money), money)
    },
  })
}

/** Back and on; not shown while everything fits on one page. */
function Turner({ turning: { pageNo, hasMore, back, on, isTurning } }: { turning: Turning }) {
  const { t } = useTranslation()
  if (pageNo === 1 && !hasMore) return null
  return (
    <nav className="turner" aria-label={t('common.pages')}>
      <Button size="small" disabled={pageNo === 1 || isTurning} onClick={back} data-action="page-back">
        {t('common.pageBack')}
      </Button>
      <span className="quiet">{t('common.pageNo', { number: pageNo })}</span>
      <Button size="small" disabled={!hasMore || isTurning} onClick={on} data-action="page-on">
        {t('common.pageOn')}
      </Button>
    </nav>
  )
}
