import { App } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import type { BookingDecision, Refund } from '../api/wire.ts'
import { useFormat } from '../i18n/format.ts'
import { DecisionButtons } from '../parts/decision-buttons.tsx'
import { Facts } from '../parts/labels.tsx'
import { RefuseDialog } from '../parts/refuse-dialog.tsx'
import { useAction } from '../parts/use-action.ts'

type Props = { refund: Refund; proposal: NonNullable<Refund['compensationProposal']> }

/** Compensation beyond the limit of one hand: who wants to pay what, and the answer of a second person. */
export function CompensationCard({ refund, proposal }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const { message } = App.useApp()
  const [isRefusing, setRefusing] = useState(false)
  const decide = useAction<BookingDecision>(
    ['refund', refund.id],
    (body) => api.decideCompensation(refund.id, body),
    ({ decision }) => {
      void message.success(t(`finance.decided.${decision}`))
      setRefusing(false)
    },
  )
  return (
    <section className="panel" aria-label={t('refund.proposal')}>
      <div className="panel-head">
        <h2>{t('refund.proposal')}</h2>
        <span className="chip is-warn">{t('refund.proposalWaits')}</span>
      </div>
      <Facts
        rows={[
          [t('refund.outcome.COMPENSATED'), <b key="amount">{format.money(proposal.compensation)}</b>],
          [t('refund.proposedBy'), `${proposal.maker} · ${format.minute(proposal.createdAt)}`],
          [t('refund.settleReason'), proposal.reason],
          ...(proposal.keepGoods ? [[t('refund.keptGoods'), t('rules.yes')] as const] : []),
        ]}
      />
      {proposal.allowed.length === 0 && <p className="quiet settle-answer">{t('refund.proposalWho')}</p>}
      <div className="settle-answer">
        <DecisionButtons
          allowed={proposal.allowed}
          isBusy={decide.isPending}
          about={`${t('refund.outcome.COMPENSATED')} · ${format.money(proposal.compensation)}`}
          onPress={(decision) => (decision === 'reject' ? setRefusing(true) : decide.mutate({ decision }))}
        />
      </div>
      {isRefusing && (
        <RefuseDialog
          title={t('refund.proposalRefuse')}
          onCancel={() => setRefusing(false)}
          onRefuse={(reason) => decide.mutate({ decision: 'reject', reason })}
        />
      )}
    </section>
  )
}
