import { Segmented, Select, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Difference } from '../api/wire.ts'
import { useLabel } from '../i18n/format.ts'
import { IdText } from '../parts/labels.tsx'
import { useUrlChoice, useUrlText } from '../parts/use-url-choice.ts'
import { AGES, type Age, ageOf, type DifferenceFilter, isShown, VIEWS, type View, viewOf } from './difference-view.ts'

const MODES = ['all', 'live', 'test'] as const

/** What the address asks to see. */
export function useDifferenceFilter() {
  const [view, setView] = useUrlChoice<View>('view', VIEWS)
  const [kind, setKind] = useUrlText('kind')
  const [ageText, setAge] = useUrlText('age')
  const [mode, setMode] = useUrlChoice('mode', MODES)
  const [orderId, setOrder] = useUrlText('order')
  const age = AGES.find(({ key }) => key === ageText)?.key ?? null
  const filter: DifferenceFilter = { view, kind, age, mode: mode === 'all' ? null : mode, orderId }
  return { filter, setView, setKind, setAge, setMode, setOrder }
}

type Props = { differences: readonly Difference[]; now: number; chosen: ReturnType<typeof useDifferenceFilter> }

/** How far it is, what kind, how old, in which mode; or all of one order. */
export function DifferenceFilters({ differences, now, chosen }: Props) {
  const { t } = useTranslation()
  const label = useLabel()
  const { filter, setView, setKind, setAge, setMode, setOrder } = chosen
  if (filter.orderId !== null)
    return (
      <div className="list-tools">
        <Tag closable onClose={() => setOrder(null)} className="filter-tag">
          {t('sideFact.ourOrder')} <IdText id={filter.orderId} to={`/orders/${filter.orderId}`} />
        </Tag>
      </div>
    )
  const kinds = [...new Set(differences.filter((one) => viewOf(one) === filter.view).map(({ kind }) => kind))]
  return (
    <>
      <div className="list-tools">
        <Segmented<View>
          value={filter.view}
          onChange={setView}
          options={VIEWS.map((value) => ({
            value,
            label: `${t(`reconciliation.views.${value}`)} ${differences.filter((one) => viewOf(one) === value).length}`,
          }))}
        />
        <Select
          aria-label={t('reconciliation.kind')}
          value={filter.kind ?? ''}
          onChange={(kind) => setKind(kind === '' ? null : kind)}
          options={[
            { value: '', label: t('reconciliation.everyKind') },
            ...kinds.map((kind) => ({ value: kind, label: label('differenceKind', kind) })),
          ]}
          className="rule-partner"
        />
        <Select
          aria-label={t('rules.mode')}
          value={filter.mode ?? 'all'}
          onChange={setMode}
          options={MODES.map((mode) => ({ value: mode, label: t(`rules.modes.${mode === 'all' ? 'both' : mode}`) }))}
          className="state-filter"
        />
      </div>
      <AgeBars
        differences={differences.filter((one) => isShown(one, filter, now, { ageless: true }))}
        now={now}
        age={filter.age}
        onAge={setAge}
      />
    </>
  )
}

type BarProps = { differences: readonly Difference[]; now: number; age: Age | null; onAge: (age: Age | null) => void }

/** A bar for each age, as long as there are many of it; pressing one keeps only those. */
function AgeBars({ differences, now, age, onAge }: BarProps) {
  const { t } = useTranslation()
  const counts = AGES.map(({ key }) => ({ key, count: differences.filter((one) => ageOf(one, now) === key).length }))
  const most = Math.max(1, ...counts.map(({ count }) => count))
  if (differences.length === 0) return null
  return (
    <fieldset className="age-bars">
      <legend className="quiet">{t('reconciliation.byAge')}</legend>
      {counts.map(({ key, count }) => (
        <button key={key} type="button" aria-pressed={age === key} onClick={() => onAge(age === key ? null : key)} data-age={key}>
          <span>{t(`reconciliation.age.${key}`)}</span>
          <meter className="age-bar" min={0} max={most} value={count} />
          <b>{count}</b>
        </button>
      ))}
    </fieldset>
  )
}
