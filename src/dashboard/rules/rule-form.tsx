import { App, Button, Input, Popconfirm, Radio, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { serviceFeeFen } from '../../domain/policy/service-fee.ts'
import { api } from '../api/client.ts'
import { RULES_KEY } from '../api/queries.ts'
import type { Rule, RuleValues } from '../api/wire.ts'
import { useFormat } from '../i18n/format.ts'
import { useChange } from '../parts/use-change.ts'
import { fromChinaTime } from './china-time.ts'
import { RuleInput } from './rule-input.tsx'
import { unitFor, useRuleText } from './rule-text.ts'
import type { Scope } from './rules-page.tsx'

type Mode = 'both' | 'live' | 'test'

/** What shall hold, from when, for whom, and why; what changes is shown before it is entered. */
export function RuleForm({ rule, scope }: { rule: Rule; scope: Scope }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [values, setValues] = useState<RuleValues>(rule.values)
  const [mode, setMode] = useState<Mode>(scope.mode === 'test' ? 'test' : 'both')
  const [isLater, setLater] = useState(false)
  const [times, setTimes] = useState({ from: '', to: '' })
  const [reason, setReason] = useState('')
  const [source, setSource] = useState('')
  const body = (next: RuleValues | null) => ({
    ...{ partnerId: scope.partnerId, mode, values: next, reason: reason.trim(), source: source.trim() === '' ? null : source.trim() },
    effectiveFrom: isLater ? fromChinaTime(times.from) : null,
    effectiveTo: fromChinaTime(times.to),
  })
  const set = useChange(
    RULES_KEY,
    (next: RuleValues | null) => api.setRule(rule.key, body(next)),
    () => {
      void message.success(t('rules.entered'))
      setReason('')
      setSource('')
    },
  )
  const isComplete = reason.trim() !== '' && (!isLater || times.from !== '') && rule.fields.every(({ path }) => values[path] !== '')
  const isOverridden = rule.layer === (scope.partnerId === null ? 'operator' : 'partner')
  return (
    <div className="rule-form">
      <Fields rule={rule} values={values} onChange={setValues} />
      <Preview rule={rule} values={values} />
      <div className="field">
        <span>{t('rules.from')}</span>
        <Radio.Group
          value={isLater}
          onChange={(event) => setLater(event.target.value as boolean)}
          options={[
            { value: false, label: t('rules.atOnce') },
            { value: true, label: t('rules.later') },
          ]}
        />
        {isLater && (
          <Input
            type="datetime-local"
            aria-label={t('rules.from')}
            value={times.from}
            onChange={(event) => setTimes({ ...times, from: event.target.value })}
          />
        )}
      </div>
      <div className="field">
        <label htmlFor="rule-until">{t('rules.until')}</label>
        <Input
          id="rule-until"
          type="datetime-local"
          value={times.to}
          onChange={(event) => setTimes({ ...times, to: event.target.value })}
        />
      </div>
      <div className="field">
        <span>{t('rules.mode')}</span>
        <Segmented<Mode>
          value={mode}
          onChange={setMode}
          options={(['both', 'live', 'test'] as const).map((value) => ({ value, label: t(`rules.modes.${value}`) }))}
        />
      </div>
      <div className="field">
        <label htmlFor="rule-reason">{t('rules.reason')} *</label>
        <Input.TextArea
          id="rule-reason"
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          maxLength={500}
          className="grows"
        />
      </div>
      <div className="field">
        <label htmlFor="rule-source">{t('rules.source')}</label>
        <Input id="rule-source" value={source} onChange={(event) => setSource(event.target.value)} maxLength={200} />
      </div>
      <div className="rule-actions">
        {isOverridden && (
          <Popconfirm title={t('rules.withdrawTitle')} disabled={reason.trim() === ''} onConfirm={() => set.mutate(null)}>
            <Button disabled={reason.trim() === ''}>{t('rules.withdraw')}</Button>
          </Popconfirm>
        )}
        <Button type="primary" disabled={!isComplete} loading={set.isPending} onClick={() => set.mutate(values)} data-action="set-rule">
          {t('rules.enter')}
        </Button>
      </div>
    </div>
  )
}

type FieldsProps = { rule: Rule; values: RuleValues; onChange: (values: RuleValues) => void }

function Fields({ rule, values, onChange }: FieldsProps) {
  const text = useRuleText()
  return (
    <div className="rule-fields">
      {rule.fields.map((field) => (
        <div key={field.path} className="field">
          <label htmlFor={`rule-${field.path}`}>{text.fieldName(rule.key, field.path)}</label>
          <RuleInput
            id={`rule-${field.path}`}
            field={field}
            unit={unitFor(rule.key, field.path)}
            value={values[field.path] ?? ''}
            onChange={(next) => onChange({ ...values, [field.path]: next })}
          />
        </div>
      ))}
    </div>
  )
}

/** What is old and new does not fit side by side. */
const LONG_KINDS: readonly string[] = ['periods', 'days', 'headings']
const SAMPLES_FEN = [5_000n, 100_000n, 1_000_000n]

/** Old and new side by side; for the commission also what it makes of some orders. */
function Preview({ rule, values }: { rule: Rule; values: RuleValues }) {
  const { t } = useTranslation()
  const text = useRuleText()
  const format = useFormat()
  const changed = rule.fields.filter(({ path }) => values[path] !== rule.values[path] && values[path] !== '')
  if (changed.length === 0) return <p className="quiet">{t('rules.nothingChanges')}</p>
  const yuan = (fen: bigint) => format.money({ amount: Number(fen), currency: 'CNY' })
  const feeOf = (of: RuleValues, goods: bigint) =>
    serviceFeeFen(goods, { bps: Number(of.bps), minimumFen: BigInt(of.minimum ?? '0'), maximumFen: BigInt(of.maximum ?? '0') })
  return (
    <div className="rule-preview" aria-live="polite">
      {changed.map((field) => (
        <div key={field.path} className={LONG_KINDS.includes(field.kind) ? 'is-long' : ''}>
          <span>{text.fieldName(rule.key, field.path)}</span>
          <s>{text.value(rule.key, field, rule.values[field.path] ?? '')}</s>
          <b>{text.value(rule.key, field, values[field.path] ?? '')}</b>
        </div>
      ))}
      {rule.key === 'serviceFee' &&
        rule.fields.every(({ path }) => values[path] !== '') &&
        SAMPLES_FEN.map((goods) => (
          <div key={String(goods)} className="quiet">
            <span>{t('rules.sampleOrder', { amount: yuan(goods) })}</span>
            <s>{yuan(feeOf(rule.values, goods))}</s>
            <b>{yuan(feeOf(values, goods))}</b>
          </div>
        ))}
    </div>
  )
}
