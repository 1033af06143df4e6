import { ArrowRightOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Inspection } from '../api/wire.ts'
import { useFormat, useLabel } from '../i18n/format.ts'
import { StateTag } from '../parts/labels.tsx'

/** What was found, after it was handed in: nothing here can be changed any more. */
export function CompletedCard({ inspection }: { inspection: Inspection }) {
  const { t } = useTranslation()
  const label = useLabel()
  const format = useFormat()
  const numbers = [
    ['counted', inspection.countedQuantity, ''],
    ['passed', inspection.passedQuantity, 'good'],
    ['failed', inspection.failedQuantity, (inspection.failedQuantity ?? 0) > 0 ? 'bad' : ''],
  ] as const
  return (
    <section className="panel" aria-label={t('inspection.done')}>
      <div className="panel-head">
        <h2>{t('inspection.done')}</h2>
        <StateTag state={inspection.state} of="inspection" />
        <span className="grow" />
        <Link to="/tasks?kind=inspection">
          <Button type="primary" icon={<ArrowRightOutlined />} iconPlacement="end" autoFocus>
            {t('inspection.next')}
          </Button>
        </Link>
      </div>
      <div className="numbers">
        {numbers.map(([name, value, tone]) => (
          <div key={name} className={tone}>
            <strong>{value === null ? '–' : format.number(value)}</strong>
            <span>{t(`inspection.${name}`)}</span>
          </div>
        ))}
      </div>
      {inspection.defects.map((defect) => (
        <p key={`${defect.checkType}-${defect.severity}-${defect.description}`} className="defect-line">
          <span className={`severity severity-${defect.severity}`}>{t(`severity.${defect.severity}`)}</span>{' '}
          {label('check', defect.checkType)} × {defect.quantity} <span className="quiet">{defect.description}</span>
        </p>
      ))}
      {inspection.remark !== null && <blockquote className="remark">{inspection.remark}</blockquote>}
      {inspection.decision !== null ? (
        <p>{label('decision', inspection.decision)}</p>
      ) : (
        inspection.decideBy !== null && <p className="quiet">{t('inspection.decideBy', { moment: format.moment(inspection.decideBy) })}</p>
      )}
    </section>
  )
}
