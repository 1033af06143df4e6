import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useLabel } from '../i18n/format.ts'

type Props<State extends string> = {
  /** The group of words the states are called by. */
  group: string
  states: readonly State[]
  value: State | null
  onChange: (state: State | null) => void
}

/** All of a list, or those of one state. */
export function StateFilter<State extends string>({ group, states, value, onChange }: Props<State>) {
  const { t } = useTranslation()
  const label = useLabel()
  return (
    <Select<State | ''>
      aria-label={t('finance.state')}
      value={value ?? ''}
      onChange={(next) => onChange(next === '' ? null : next)}
      options={[{ value: '', label: t('orders.allStates') }, ...states.map((state) => ({ value: state, label: label(group, state) }))]}
      className="state-filter"
    />
  )
}
