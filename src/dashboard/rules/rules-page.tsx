import { SearchOutlined } from '@ant-design/icons'
import { Empty, Input, Select, Tabs } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useRuleBook } from '../api/queries.ts'
import type { Mode, Rule, RuleBook } from '../api/wire.ts'
import { useFormat, useLabel } from '../i18n/format.ts'
import { ModeSwitch, SandboxBanner } from '../parts/mode-switch.tsx'
import { FailureScreen, LoadingScreen } from '../parts/screens.tsx'
import { usePageTitle } from '../parts/use-page-title.ts'
import { useUrlChoice, useUrlText } from '../parts/use-url-choice.ts'
import { RatesPanel } from './rates-panel.tsx'
import { RuleDrawer } from './rule-drawer.tsx'
import { useRuleText } from './rule-text.ts'

export type Scope = { partnerId: string | null; mode: Mode }

const MODES = ['live', 'test'] as const satisfies readonly Mode[]

/** What we charge and how long we wait, and the reference exchange rates. */
export function RulesPage() {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  usePageTitle(t('rules.title'))
  const tab = params.get('tab') === 'rates' ? 'rates' : 'rules'
  return (
    <div className="page">
      <div className="office-head">
        <h1>{t('rules.title')}</h1>
        <span className="quiet">{t('rules.hint')}</span>
      </div>
      <Tabs
        activeKey={tab}
        onChange={(key) => setParams(key === 'rates' ? { tab: key } : {}, { replace: true })}
        items={[
          { key: 'rules', label: t('rules.tabRules'), children: <RulesTab /> },
          { key: 'rates', label: t('rules.tabRates'), children: <RatesPanel /> },
        ]}
      />
    </div>
  )
}

function RulesTab() {
  const { t } = useTranslation()
  const [mode, setMode] = useUrlChoice('mode', MODES)
  const [partnerId, setPartner] = useUrlText('partner')
  const [openKey, open] = useUrlText('rule')
  const [sought, seek] = useUrlText('q')
  // Kept beside the address, which follows too late for an input method.
  const [typed, type] = useState(sought ?? '')
  const isSought = useSought(sought)
  const scope = { partnerId, mode }
  const book = useRuleBook(scope)
  if (book.isPending) return <LoadingScreen />
  if (book.data === undefined) return <FailureScreen error={book.error} onRetry={() => void book.refetch()} />
  const rule = book.data.rules.find(({ key }) => key === openKey)
  return (
    <>
      <ScopeBar scope={scope} book={book.data} onMode={setMode} onPartner={setPartner}>
        <Input
          allowClear
          prefix={<SearchOutlined />}
          aria-label={t('rules.find')}
          placeholder={t('rules.find')}
          value={typed}
          onChange={({ target }) => {
            type(target.value)
            seek(target.value)
          }}
          className="rule-find"
        />
      </ScopeBar>
      <SandboxBanner mode={mode} />
      <RuleAreas rules={book.data.rules.filter(isSought)} onOpen={open} />
      {rule !== undefined && (
        <RuleDrawer key={`${rule.key} ${scope.partnerId}`} rule={rule} scope={scope} book={book.data} onClose={() => open(null)} />
      )}
    </>
  )
}

type ScopeProps = {
  scope: Scope
  book: RuleBook
  onMode: (mode: Mode) => void
  onPartner: (partnerId: string | null) => void
  children: ReactNode
}

function ScopeBar({ scope, book, onMode, onPartner, children }: ScopeProps) {
  const { t } = useTranslation()
  return (
    <div className="rule-scope">
      <Select
        aria-label={t('rules.scope')}
        value={scope.partnerId ?? ''}
        onChange={(id) => onPartner(id === '' ? null : id)}
        options={[{ value: '', label: t('rules.everyPartner') }, ...book.partners.map(({ id, name }) => ({ value: id, label: name }))]}
        showSearch={{ optionFilterProp: 'label' }}
        className="rule-partner"
      />
      <ModeSwitch mode={scope.mode} onChange={onMode} />
      {children}
    </div>
  )
}

/** Whether a rule's name, sentence or area has the words that are sought. */
function useSought(words: string | null): (rule: Rule) => boolean {
  const label = useLabel()
  const wanted = (words ?? '').trim().toLowerCase()
  return ({ key, area }) => [label('rule', key), label('ruleSays', key), label('ruleArea', area)].join(' ').toLowerCase().includes(wanted)
}

function RuleAreas({ rules, onOpen }: { rules: readonly Rule[]; onOpen: (key: string) => void }) {
  const { t } = useTranslation()
  const label = useLabel()
  const areas = [...new Set(rules.map(({ area }) => area))]
  if (areas.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('rules.noneFound')} />
  return (
    <div className="rule-areas">
      {areas.map((area) => (
        <section key={area} className="panel" aria-label={label('ruleArea', area)}>
          <div className="panel-head">
            <h2>{label('ruleArea', area)}</h2>
          </div>
          {rules
            .filter((rule) => rule.area === area)
            .map((rule) => (
              <RuleLine key={rule.key} rule={rule} onOpen={() => onOpen(rule.key)} />
            ))}
        </section>
      ))}
    </div>
  )
}

function RuleLine({ rule, onOpen }: { rule: Rule; onOpen: () => void }) {
  const { t } = useTranslation()
  const label = useLabel()
  const format = useFormat()
  const text = useRuleText()
  const inForce = rule.entries.find(({ id }) => id === rule.entryId)
  const ahead = rule.entries.filter(({ status }) => status === 'UPCOMING').length
  return (
    <button type="button" className="rule-line" onClick={onOpen} data-rule={rule.key}>
      <span className="rule-name">
        <b>{label('rule', rule.key)}</b>
        <span className="quiet">{label('ruleSays', rule.key)}</span>
      </span>
      <span className="rule-value">
        {text.summary(rule.key, rule.fields, rule.values).map((part) => (
          <span key={part}>{part}</span>
        ))}
      </span>
      <span className="rule-since">
        <span className={`chip rule-layer-${rule.layer}`}>{t(`rules.layer.${rule.layer}`)}</span>
        {inForce !== undefined && <span className="quiet">{`${inForce.setBy} · ${format.day(inForce.effectiveFrom)}`}</span>}
        {ahead > 0 && <span className="chip is-warn">{t('rules.ahead', { count: ahead })}</span>}
      </span>
    </button>
  )
}
