import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import {
  CALENDAR_EFFECTS,
  CALENDAR_MODES,
  type CalendarPeriod,
  type DaySpan,
  readDays,
  readPeriods,
  writeDays,
  writePeriods,
} from '../../domain/policy/calendar-period.ts'
import { useLabel } from '../i18n/format.ts'

type Props = { id: string; value: string; onChange: (text: string) => void }

const today = () => new Date().toISOString().slice(0, 10)

/** Spans of days, each from and to, as the rule book keeps them in text. */
export function DaysInput({ id, value, onChange }: Props) {
  const spans = readDays(value) ?? []
  const change = (next: readonly DaySpan[]) => onChange(writeDays(next))
  return (
    <div id={id} className="calendar-rows">
      {spans.map((span, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows hold no state, and a key of their words would lose the focus while typing
        <div key={`${index} of ${spans.length}`} className="calendar-row">
          <SpanInput span={span} onChange={(days) => change(spans.with(index, days))} />
          <RemoveButton onClick={() => change(spans.toSpliced(index, 1))} />
        </div>
      ))}
      <AddButton onClick={() => change([...spans, { from: today(), to: today() }])} />
    </div>
  )
}

/** Notices of the platform: name, days, what they do, and to which clocks. */
export function PeriodsInput({ id, value, onChange }: Props) {
  const { t } = useTranslation()
  const label = useLabel()
  const periods = readPeriods(value) ?? []
  const change = (next: readonly CalendarPeriod[]) => onChange(writePeriods(next))
  const fresh: CalendarPeriod = {
    name: t('calendar.fresh'),
    from: today(),
    to: today(),
    mode: 'RESTART_AT',
    affects: ['DISPATCH_CLOCK'],
    extraDays: 0,
  }
  return (
    <div id={id} className="calendar-rows">
      {periods.map((one, index) => {
        const set = (part: Partial<CalendarPeriod>) => change(periods.with(index, { ...one, ...part }))
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows hold no state, and a key of their words would lose the focus while typing
          <div key={`${index} of ${periods.length}`} className="calendar-row is-notice">
            <Input
              aria-label={t('calendar.name')}
              value={one.name}
              maxLength={60}
              onChange={(event) => set({ name: event.target.value.replaceAll(/[|;]/g, '').trimStart() || t('calendar.fresh') })}
            />
            <SpanInput span={one} onChange={set} />
            <Select
              aria-label={t('calendar.mode')}
              value={one.mode}
              onChange={(mode) => set({ mode, extraDays: mode === 'EXTEND_DAYS' ? Math.max(1, one.extraDays) : 0 })}
              options={CALENDAR_MODES.map((mode) => ({ value: mode, label: label('calendarMode', mode) }))}
            />
            {one.mode === 'EXTEND_DAYS' && (
              <InputNumber
                aria-label={t('calendar.extraDays')}
                value={one.extraDays}
                min={1}
                max={60}
                precision={0}
                onChange={(days) => set({ extraDays: days ?? 1 })}
              />
            )}
            <Select
              mode="multiple"
              aria-label={t('calendar.affects')}
              value={[...one.affects]}
              onChange={(affects) => affects.length > 0 && set({ affects })}
              options={CALENDAR_EFFECTS.map((effect) => ({ value: effect, label: label('calendarEffect', effect) }))}
            />
            <RemoveButton onClick={() => change(periods.toSpliced(index, 1))} />
          </div>
        )
      })}
      <AddButton onClick={() => change([...periods, fresh])} />
    </div>
  )
}

function SpanInput({ span, onChange }: { span: DaySpan; onChange: (span: DaySpan) => void }) {
  const { t } = useTranslation()
  const { from, to } = span
  return (
    <span className="calendar-span">
      <Input
        type="date"
        aria-label={t('calendar.from')}
        value={from}
        onChange={({ target }) => target.value !== '' && onChange({ from: target.value, to: to < target.value ? target.value : to })}
      />
      <span>–</span>
      <Input
        type="date"
        aria-label={t('calendar.to')}
        value={to}
        min={from}
        onChange={({ target }) => target.value !== '' && onChange({ from: from > target.value ? target.value : from, to: target.value })}
      />
    </span>
  )
}

function AddButton({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation()
  return (
    <Button size="small" icon={<PlusOutlined />} onClick={onClick}>
      {t('calendar.add')}
    </Button>
  )
}

function RemoveButton({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation()
  return <Button type="text" danger icon={<DeleteOutlined />} aria-label={t('calendar.remove')} onClick={onClick} />
}
