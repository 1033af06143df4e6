import { Input, InputNumber, Select, Space, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RuleField } from '../api/wire.ts'
import { useLabel } from '../i18n/format.ts'
import { DaysInput, PeriodsInput } from './calendar-input.tsx'
import { HeadingsInput } from './headings-input.tsx'
import { unitOf, WAIT_UNITS, type WaitUnit } from './rule-text.ts'

type Props = { field: RuleField; value: string; onChange: (text: string) => void; id: string; unit: string | null }

/** The control that fits a field's kind; in and out it is text, as the rule book keeps it. */
export function RuleInput(props: Props) {
  const { field, value, onChange, id, unit } = props
  const label = useLabel()
  const whole = (factor: number) => (next: number | null) => onChange(next === null ? '' : String(Math.round(next * factor)))
  const shown = (factor: number) => (value === '' ? null : Number(value) / factor)
  const bound = (bound: number | null, factor: number) => (bound === null ? {} : { max: bound / factor })
  switch (field.kind) {
    case 'bps':
      return (
        <InputNumber
          {...{ id, value: shown(100), onChange: whole(100), precision: 2, min: 0, step: 0.1, suffix: '%', ...bound(field.max, 100) }}
          className="rule-number"
        />
      )
    case 'money':
      return (
        <InputNumber
          {...{ id, value: shown(100), onChange: whole(100), precision: 2, min: 0, prefix: '¥', ...bound(field.max, 100) }}
          className="rule-number"
        />
      )
    case 'duration':
      return <WaitInput {...props} />
    case 'flag':
      return <Switch id={id} checked={value === 'true'} onChange={(on) => onChange(String(on))} />
    case 'choice':
      return (
        <Select
          id={id}
          value={value}
          onChange={onChange}
          options={field.choices.map((choice) => ({ value: choice, label: label('ruleChoice', choice) }))}
          className="rule-choice"
        />
      )
    case 'count':
      return (
        <InputNumber
          {...{ id, value: shown(1), onChange: whole(1), precision: 0, min: field.min ?? 0, ...bound(field.max, 1) }}
          {...(unit === null ? {} : { suffix: unit })}
          className="rule-number"
        />
      )
    case 'days':
      return <DaysInput id={id} value={value} onChange={onChange} />
    case 'headings':
      return <HeadingsInput id={id} value={value} onChange={onChange} />
    case 'periods':
      return <PeriodsInput id={id} value={value} onChange={onChange} />
    default:
      return <Input id={id} value={value} onChange={(event) => onChange(event.target.value)} />
  }
}

function WaitInput({ value, onChange, id }: Props) {
  const { t } = useTranslation()
  const [unit, setUnit] = useState<WaitUnit>(unitOf(Number(value)).key)
  const sizeOf = (key: WaitUnit) => WAIT_UNITS.find((one) => one.key === key)?.ms ?? 1
  const count = value === '' ? null : Number(value) / sizeOf(unit)
  const write = (next: number | null, key: WaitUnit) => onChange(next === null ? '' : String(Math.round(next * sizeOf(key))))
  return (
    <Space.Compact>
      <InputNumber id={id} value={count} min={0} onChange={(next) => write(next, unit)} className="rule-number" />
      <Select
        value={unit}
        aria-label={t('rules.unit')}
        onChange={(key: WaitUnit) => {
          setUnit(key)
          write(count, key)
        }}
        options={WAIT_UNITS.map(({ key }) => ({ value: key, label: t(`rules.units.${key}`) }))}
        className="rule-unit"
      />
    </Space.Compact>
  )
}
