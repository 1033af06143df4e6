import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readHeadings } from '../../domain/policy/heading-rates.ts'

type Row = { key: number; heading: string; bps: number | null }
type Props = { id: string; value: string; onChange: (text: string) => void }

const BPS_PER_PERCENT = 100
const MOST_PERCENT = 1_000
const HEADING = /^\d{2,10}$/

/** Headings of the customs tariff, each with its rate of duty. What is not whole yet leaves the value empty, so that it is not entered. */
export function HeadingsInput({ id, value, onChange }: Props) {
  const { t } = useTranslation()
  const [rows, setRows] = useState<Row[]>(() => (readHeadings(value) ?? []).map((rate, key) => ({ ...rate, key })))
  const change = (next: Row[]) => {
    setRows(next)
    onChange(textOf(next))
  }
  const set = (key: number, part: Partial<Row>) => change(rows.map((row) => (row.key === key ? { ...row, ...part } : row)))
  const isTwice = ({ key, heading }: Row) => rows.some((other) => other.key !== key && other.heading === heading)
  const fresh = { key: Math.max(0, ...rows.map(({ key }) => key)) + 1, heading: '', bps: null }
  return (
    <div id={id} className="calendar-rows">
      {rows.map((row) => (
        <div key={row.key} className="calendar-row">
          <Input
            aria-label={t('rules.heading')}
            placeholder="6109"
            inputMode="numeric"
            maxLength={10}
            value={row.heading}
            status={HEADING.test(row.heading) && !isTwice(row) ? '' : 'error'}
            onChange={({ target }) => set(row.key, { heading: target.value.replaceAll(/\D/g, '') })}
            className="rule-heading mono"
          />
          <InputNumber
            aria-label={t('rules.headingRate')}
            value={row.bps === null ? null : row.bps / BPS_PER_PERCENT}
            onChange={(percent) => set(row.key, { bps: percent === null ? null : Math.round(percent * BPS_PER_PERCENT) })}
            {...{ min: 0, max: MOST_PERCENT, precision: 2, suffix: '%', status: row.bps === null ? 'error' : '' }}
            className="rule-number"
          />
          <Button
            type="text"
            danger
            icon={<DeleteOutlined />}
            aria-label={t('calendar.remove')}
            onClick={() => change(rows.filter(({ key }) => key !== row.key))}
          />
        </div>
      ))}
      <Button size="small" icon={<PlusOutlined />} onClick={() => change([...rows, fresh])}>
        {t('calendar.add')}
      </Button>
    </div>
  )
}

/** As the rule book keeps it; empty while a row is not whole or a heading stands twice. */
function textOf(rows: readonly Row[]): string {
  if (rows.length === 0) return 'none'
  const text = rows.map(({ heading, bps }) => `${heading}:${bps ?? ''}`).join(',')
  return readHeadings(text) === undefined ? '' : text
}
