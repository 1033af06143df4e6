import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Severity } from '../api/wire.ts'
import { useLabel } from '../i18n/format.ts'
import type { Draft, DraftDefect } from './draft.ts'

const SEVERITIES: Severity[] = ['critical', 'major', 'minor']
const ALWAYS_CHECKED = [
  'VISUAL_DAMAGE',
  'WORKMANSHIP',
  'IDENTITY',
  'VARIANT',
  'QUANTITY',
  'COMPLETENESS',
  'LABELLING',
  'MEASUREMENT',
  'FUNCTION',
]

type Props = { draft: Draft; checks: string[]; change: (part: Partial<Draft>) => void; isOpen: boolean }

/** One row a kind of defect: what was looked at, how bad, how many, and in words. */
export function DefectsForm({ draft, checks, change, isOpen }: Props) {
  const { t } = useTranslation()
  const add = () =>
    change({
      defects: [
        ...draft.defects,
        {
          key: crypto.randomUUID(),
          checkType: '',
          severity: 'major',
          quantity: draft.failed === 0 ? 1 : (draft.failed ?? 1),
          description: '',
        },
      ],
    })
  return (
    <section className="panel" aria-label={t('inspection.defects')}>
      <div className="panel-head">
        <h2>{t('inspection.defects')}</h2>
        {draft.defects.length === 0 && <span className="quiet">{t('inspection.defectsEmpty')}</span>}
        <span className="grow" />
        {isOpen && (
          <Button size="small" icon={<PlusOutlined />} onClick={add}>
            {t('inspection.addDefect')}
          </Button>
        )}
      </div>
      {draft.defects.map((defect) => (
        <DefectRow
          key={defect.key}
          defect={defect}
          checks={checks}
          isOpen={isOpen}
          onChange={(part) => change({ defects: draft.defects.map((one) => (one.key === defect.key ? { ...one, ...part } : one)) })}
          onRemove={() => change({ defects: draft.defects.filter((one) => one.key !== defect.key) })}
        />
      ))}
      <div className="field">
        <span>{t('inspection.remark')}</span>
        <Input.TextArea
          value={draft.remark}
          onChange={(event) => change({ remark: event.target.value })}
          placeholder={t('inspection.remarkHint')}
          aria-label={t('inspection.remark')}
          rows={2}
          className="grows"
          maxLength={1000}
          disabled={!isOpen}
          data-field="remark"
        />
      </div>
    </section>
  )
}

type RowProps = {
  defect: DraftDefect
  checks: string[]
  isOpen: boolean
  onChange: (part: Partial<DraftDefect>) => void
  onRemove: () => void
}

function DefectRow({ defect, checks, isOpen, onChange, onRemove }: RowProps) {
  const { t } = useTranslation()
  const label = useLabel()
  const types = [...new Set([...checks, ...ALWAYS_CHECKED])]
  return (
    <div className="defect-row">
      <Select
        className="defect-check"
        showSearch={{ optionFilterProp: 'label' }}
        autoFocus={defect.checkType === ''}
        placeholder={t('inspection.checkType')}
        aria-label={t('inspection.checkType')}
        value={defect.checkType === '' ? null : defect.checkType}
        onChange={(checkType) => onChange({ checkType })}
        options={types.map((value) => ({ value, label: label('check', value) }))}
        disabled={!isOpen}
      />
      <Select
        className="defect-severity"
        aria-label={t('inspection.severityTitle')}
        value={defect.severity}
        onChange={(severity) => onChange({ severity })}
        options={SEVERITIES.map((value) => ({
          value,
          label: <span className={`severity severity-${value}`}>{t(`severity.${value}`)}</span>,
        }))}
        disabled={!isOpen}
      />
      <InputNumber
        className="defect-quantity"
        aria-label={t('common.quantity')}
        min={1}
        precision={0}
        value={defect.quantity}
        onChange={(quantity) => onChange({ quantity })}
        disabled={!isOpen}
        inputMode="numeric"
      />
      <Input
        className="defect-text"
        placeholder={t('inspection.descriptionHint')}
        aria-label={t('inspection.description')}
        value={defect.description}
        maxLength={500}
        onChange={(event) => onChange({ description: event.target.value })}
        disabled={!isOpen}
      />
      {isOpen && <Button type="text" icon={<DeleteOutlined />} aria-label={t('common.delete')} onClick={onRemove} />}
    </div>
  )
}
