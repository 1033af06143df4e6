import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import type { InspectionPlan, Severity } from '../api/wire.ts'
import { useLabel } from '../i18n/format.ts'

const SEVERITIES: Severity[] = ['critical', 'major', 'minor']

type Props = { plan: InspectionPlan | null; level: string; expected: number }

/** How many to look at, where the lines are drawn, what to check: the plan on one card. */
export function PlanCard({ plan, level, expected }: Props) {
  const { t } = useTranslation()
  const label = useLabel()
  return (
    <section className="panel" aria-label={t('plan.title')}>
      <div className="panel-head">
        <h2>{t('plan.title')}</h2>
        <span className="grow" />
        <Tag color="geekblue">{label('level', level)}</Tag>
      </div>
      {plan === null ? (
        <p className="quiet">{t('plan.preparing')}</p>
      ) : (
        <>
          <div className="plan-sample">
            <strong>{plan.sampleSize}</strong>
            <span>
              {plan.sampleSize >= expected ? t('plan.sampleAll') : t('plan.sampleSome', { count: plan.sampleSize })}
              {plan.codeLetter !== null && <em> · {t('plan.letter', { letter: plan.codeLetter })}</em>}
            </span>
          </div>
          <table className="limits">
            <thead>
              <tr>
                <th />
                <th>{t('plan.accept')}</th>
                <th>{t('plan.reject')}</th>
              </tr>
            </thead>
            <tbody>
              {SEVERITIES.map((severity) => (
                <tr key={severity}>
                  <th className={`severity severity-${severity}`}>{t(`severity.${severity}`)}</th>
                  <td>{plan.acceptance[severity].accept}</td>
                  <td>{plan.acceptance[severity].reject}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <h3>{t('plan.checks')}</h3>
          <div className="tags">
            {plan.checks.map((check) => (
              <Tag key={check}>{label('check', check)}</Tag>
            ))}
          </div>
          {plan.notCovered.length > 0 && (
            <>
              <h3>{t('plan.notCovered')}</h3>
              <p className="quiet">{plan.notCovered.map((part) => label('notCovered', part)).join(' · ')}</p>
            </>
          )}
        </>
      )}
    </section>
  )
}
