import { CheckCircleFilled, ExclamationCircleFilled } from '@ant-design/icons'
import { Button, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { type Draft, isBalanced } from './draft.ts'

type Props = { draft: Draft; expected: number; change: (part: Partial<Draft>) => void; isOpen: boolean }

const FIELDS = [
  { name: 'counted', tone: '' },
  { name: 'passed', tone: 'good' },
  { name: 'failed', tone: 'bad' },
] as const

/** Three numbers and whether they add up, while they are typed. */
export function CountsForm({ draft, expected, change, isOpen }: Props) {
  const { t } = useTranslation()
  const set = (name: 'counted' | 'passed' | 'failed', value: number | null) =>
    change(name === 'passed' ? { passed: value, isPassedTyped: true } : { [name]: value })
  return (
    <section className="panel" aria-label={t('inspection.counts')}>
      <div className="panel-head">
        <h2>{t('inspection.counts')}</h2>
        <Difference counted={draft.counted} expected={expected} />
        <span className="grow" />
        {isOpen && (
          <Button size="small" onClick={() => change({ counted: expected, passed: expected, failed: 0, isPassedTyped: false })}>
            {t('inspection.allGood')}
          </Button>
        )}
      </div>
      <div className="counts">
        {FIELDS.map(({ name, tone }) => (
          <div key={name} className={`count ${tone}`}>
            <label htmlFor={`count-${name}`}>{t(`inspection.${name}`)}</label>
            <InputNumber
              size="large"
              min={0}
              max={1_000_000}
              precision={0}
              disabled={!isOpen}
              value={draft[name]}
              onChange={(value) => set(name, value)}
              inputMode="numeric"
              id={`count-${name}`}
            />
            {name === 'counted' && <em>/ {expected}</em>}
          </div>
        ))}
      </div>
      <Equation draft={draft} />
    </section>
  )
}

function Equation({ draft }: { draft: Draft }) {
  const { t } = useTranslation()
  const { counted, passed, failed } = draft
  if (counted === null || passed === null || failed === null) return <p className="equation quiet">{t('inspection.equationEmpty')}</p>
  const values = { counted, passed, failed }
  return isBalanced(draft) ? (
    <p className="equation is-good" role="status">
      <CheckCircleFilled /> {t('inspection.equationOk', values)}
    </p>
  ) : (
    <p className="equation is-bad" role="alert">
      <ExclamationCircleFilled /> {t('inspection.equationBad', values)}
    </p>
  )
}

function Difference({ counted, expected }: { counted: number | null; expected: number }) {
  const { t } = useTranslation()
  if (counted === null) return null
  if (counted === expected) return <span className="chip is-good">{t('inspection.exact')}</span>
  const count = Math.abs(counted - expected)
  return <span className="chip is-warn">{t(counted < expected ? 'inspection.short' : 'inspection.over', { count })}</span>
}
