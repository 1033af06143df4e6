import { DownloadOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Money } from '../api/wire.ts'
import { useFormat } from '../i18n/format.ts'
import { type Cell, MOST_EXPORTED, toCsv } from './csv.ts'
import { decimalsOf } from './decimals-of.ts'
import { useProblemText } from './use-problem-text.ts'

export type ExportColumn<Row> = { title: string; of: (row: Row) => Cell }

type Props<Row> = { name: string; columns: readonly ExportColumn<Row>[]; read: () => Promise<readonly Row[]> }

/** Saves a whole list, not only the page shown, as a file for a spreadsheet. */
export function ExportButton<Row>({ name, columns, read }: Props<Row>) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const problemText = useProblemText()
  const save = useMutation({
    mutationFn: read,
    onSuccess: (rows) => {
      const cells = rows.map((row) => columns.map(({ of }) => of(row)))
      download(
        `${name}.csv`,
        toCsv(
          columns.map(({ title }) => title),
          cells,
        ),
      )
      void message.success(t(rows.length < MOST_EXPORTED ? 'common.exported' : 'common.exportedFirst', { count: rows.length }))
    },
    onError: (error) => void message.error(problemText(error)),
  })
  return (
    <Button icon={<DownloadOutlined />} loading={save.isPending} onClick={() => save.mutate()} data-action="export">
      {t('common.export')}
    </Button>
  )
}

/** The columns of an amount: a number that can be added up, and its currency; and of a time, as a spreadsheet reads it. */
export function useExportColumns() {
  const { t } = useTranslation()
  const format = useFormat()
  return {
    money: <Row,>(title: string, of: (row: Row) => Money | null): ExportColumn<Row>[] => [
      { title, of: (row) => decimalOf(of(row)) },
      { title: `${title} (${t('finance.currency')})`, of: (row) => of(row)?.currency ?? null },
    ],
    time: <Row,>(title: string, of: (row: Row) => string | null): ExportColumn<Row> => ({
      title: `${title} (UTC+8)`,
      of: (row) => {
        const at = of(row)
        return at === null ? null : format.sortable(at)
      },
    }),
  }
}

function decimalOf(money: Money | null): number | null {
  return money === null ? null : money.amount / 10 ** decimalsOf(money.currency)
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  Object.assign(link, { href: url, download: name })
  link.click()
  URL.revokeObjectURL(url)
}
