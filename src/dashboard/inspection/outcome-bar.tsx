import { CheckOutlined, CloseOutlined, EditOutlined, WarningFilled } from '@ant-design/icons'
import { App, Button } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Inspection, Outcome } from '../api/wire.ts'
import { useLabel } from '../i18n/format.ts'
import { Kbd } from '../parts/labels.tsx'
import { playTone } from '../scan/tone.ts'
import { blockersOf, type Draft, likelyOutcome, missingShots } from './draft.ts'

const OUTCOME_KEYS: Record<string, Outcome> = { F8: 'PASS', F9: 'PASS_WITH_REMARK', F10: 'FAIL' }

type Props = { inspection: Inspection; draft: Draft; isBusy: boolean; onComplete: (outcome: Outcome) => void }

/** The verdict: three keys, and what is still missing said before they are pressed. A fail is asked twice. */
export function OutcomeBar({ inspection, draft, isBusy, onComplete }: Props) {
  const { t } = useTranslation()
  const label = useLabel()
  const { modal, message } = App.useApp()
  const likely = likelyOutcome(draft, inspection.expectedQuantity)
  const wordsOf = (outcome: Outcome) => {
    const missing = missingShots(outcome, draft, inspection)
    const values = { count: missing.length, names: missing.map((shot) => label('shot', shot)).join(' · ') }
    return blockersOf(outcome, draft, inspection).map((blocker) => t(`inspection.${blocker}`, values))
  }
  const choose = (outcome: Outcome) => {
    const [firstProblem] = wordsOf(outcome)
    if (isBusy) return
    if (firstProblem !== undefined) {
      playTone('bad')
      void message.warning(firstProblem)
    } else if (outcome === 'FAIL') {
      const short = inspection.expectedQuantity - (draft.counted ?? 0)
      const summary = draft.defects.filter((defect) => defect.checkType !== '')
      modal.confirm({
        title: t('inspection.failTitle'),
        content: (
          <div className="stack">
            <strong className="severity-critical">{t('inspection.failCount', { count: draft.failed ?? 0 })}</strong>
            {short > 0 && <strong className="severity-major">{t('inspection.short', { count: short })}</strong>}
            {summary.map((defect) => (
              <span key={defect.key}>
                {label('check', defect.checkType)} · {t(`severity.${defect.severity}`)} × {defect.quantity} {defect.description}
              </span>
            ))}
            <span className="quiet">{t('inspection.failText')}</span>
          </div>
        ),
        okText: t('inspection.fail'),
        okButtonProps: { danger: true },
        onOk: () => onComplete('FAIL'),
      })
    } else onComplete(outcome)
  }
  useOutcomeKeys(choose)
  const problems = wordsOf(likely)
  return (
    <div className="action-bar">
      <div className="action-words">
        {problems.map((problem) => (
          <span key={problem} className="action-problem">
            <WarningFilled /> {problem}
          </span>
        ))}
        {problems.length === 0 && <span className="quiet">{t('inspection.draftKept')}</span>}
      </div>
      <div className="action-buttons">
        <Button
          size="large"
          danger
          icon={<CloseOutlined />}
          loading={isBusy}
          onClick={() => choose('FAIL')}
          type={likely === 'FAIL' ? 'primary' : 'default'}
          data-outcome="FAIL"
        >
          {t('inspection.fail')} <Kbd>F10</Kbd>
        </Button>
        <Button
          size="large"
          icon={<EditOutlined />}
          loading={isBusy}
          onClick={() => choose('PASS_WITH_REMARK')}
          type={likely === 'PASS_WITH_REMARK' ? 'primary' : 'default'}
          data-outcome="PASS_WITH_REMARK"
        >
          {t('inspection.passRemark')} <Kbd>F9</Kbd>
        </Button>
        <Button
          size="large"
          className={likely === 'PASS' ? 'button-good' : ''}
          type={likely === 'PASS' ? 'primary' : 'default'}
          icon={<CheckOutlined />}
          loading={isBusy}
          onClick={() => choose('PASS')}
          data-outcome="PASS"
        >
          {t('inspection.pass')} <Kbd>F8</Kbd>
        </Button>
      </div>
    </div>
  )
}

function useOutcomeKeys(choose: (outcome: Outcome) => void): void {
  const latest = useRef(choose)
  latest.current = choose
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const outcome = OUTCOME_KEYS[event.key]
      if (outcome === undefined || event.repeat || document.querySelector('.ant-modal-wrap') !== null) return
      event.preventDefault()
      latest.current(outcome)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}
