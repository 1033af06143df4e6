import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Rule, RuleBook, RuleEntry } from '../api/wire.ts'
import { useFormat, useLabel } from '../i18n/format.ts'
import { useFocusReturn } from '../parts/use-focus-return.ts'
import { CancelEntryDialog } from './cancel-entry-dialog.tsx'
import { RuleForm } from './rule-form.tsx'
import { useRuleText } from './rule-text.ts'
import type { Scope } from './rules-page.tsx'

type Props = { rule: Rule; scope: Scope; book: RuleBook; onClose: () => void }

/** One rule: what holds, a form for what shall, and everything ever entered for it. */
export function RuleDrawer({ rule, scope, book, onClose }: Props) {
  const { t } = useTranslation()
  useFocusReturn()
  const label = useLabel()
  const [cancelling, cancel] = useState<string | null>(null)
  const partner = book.partners.find(({ id }) => id === scope.partnerId)
  const nameOf = (id: string | null) => (id === null ? t('rules.everyPartner') : (book.partners.find((one) => one.id === id)?.name ?? id))
  return (
    <Drawer open onClose={onClose} size={620} title={label('rule', rule.key)} className="rule-drawer">
      <p className="quiet">{label('ruleSays', rule.key)}</p>
      <p className="rule-for">
        {t('rules.holdsFor', { who: partner?.name ?? t('rules.everyPartner') })} · {t(`rules.modes.${scope.mode}`)}
      </p>
      {book.canEdit ? <RuleForm rule={rule} scope={scope} /> : <p className="quiet">{t('rules.readOnly')}</p>}
      <h3>{t('rules.history')}</h3>
      {rule.entries.length === 0 && <p className="quiet">{t('rules.noHistory')}</p>}
      <ul className="rule-entries">
        {rule.entries.map((entry) => (
          <EntryItem key={entry.id} rule={rule} entry={entry} who={nameOf(entry.partnerId)}>
            {entry.status === 'UPCOMING' && book.canEdit && (
              <Button size="small" danger onClick={() => cancel(entry.id)}>
                {t('rules.takeBack')}
              </Button>
            )}
          </EntryItem>
        ))}
      </ul>
      {cancelling !== null && <CancelEntryDialog entryId={cancelling} onClose={() => cancel(null)} />}
    </Drawer>
  )
}

type ItemProps = { rule: Rule; entry: RuleEntry; who: string; children: React.ReactNode }

function EntryItem({ rule, entry, who, children }: ItemProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const text = useRuleText()
  const { values, effectiveTo } = entry
  const until = effectiveTo === null ? '' : ` → ${format.minute(effectiveTo)}`
  return (
    <li className={`rule-entry rule-entry-${entry.status.toLowerCase()}`}>
      <div className="rule-entry-head">
        <span className="state rule-status">{t(`rules.status.${entry.status}`)}</span>
        <b>{values === null ? t('rules.withdrawn') : text.summary(rule.key, rule.fields, values).join(' · ')}</b>
        <span className="grow" />
        {children}
      </div>
      <div className="quiet">{`${format.minute(entry.effectiveFrom)}${until} · ${who} · ${t(`rules.modes.${entry.mode}`)}`}</div>
      <div className="history-reason">{entry.source === null ? entry.reason : `${entry.reason} (${entry.source})`}</div>
      <div className="quiet">{t('rules.enteredBy', { who: entry.setBy, at: format.minute(entry.setAt) })}</div>
      {entry.cancelReason !== null && (
        <div className="quiet">{t('rules.takenBackBy', { who: entry.cancelledBy ?? '', reason: entry.cancelReason })}</div>
      )}
    </li>
  )
}
