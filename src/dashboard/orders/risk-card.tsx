import { App, Button, Input, Modal, Space, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { useSession } from '../api/queries.ts'
import type { Order, RiskDecision } from '../api/wire.ts'
import { useLabel } from '../i18n/format.ts'
import { useAction } from '../parts/use-action.ts'

type Decision = RiskDecision['decision']
const DECISIONS: readonly Decision[] = ['release', 'refuse']

/** Lines that wait for a person before they are bought, why, and an administrator's answer; nothing when none waits. */
export function RiskCard({ order }: { order: Order }) {
  const { t } = useTranslation()
  const label = useLabel()
  const [asked, ask] = useState<Decision | null>(null)
  const isAdmin = useSession().data?.user.roles.includes('operatorAdmin') ?? false
  const held = order.lines.filter(({ state }) => state === 'RISK_HOLD')
  if (held.length === 0) return null
  const said = order.history.filter(({ toState }) => toState === 'RISK_HOLD').flatMap(({ reason }) => reason?.split(', ') ?? [])
  return (
    <section className="panel" aria-label={t('orders.risk')}>
      <div className="panel-head">
        <h2>{t('orders.risk')}</h2>
        <span className="chip is-warn">{t('orders.riskLines', { count: held.length })}</span>
      </div>
      <p>{[...new Set(said)].map((risk) => label('risk', risk)).join(' · ')}</p>
      {isAdmin ? (
        <Space wrap className="settle-answer">
          {DECISIONS.map((decision) => (
            <Button key={decision} type={decision === 'release' ? 'primary' : 'default'} onClick={() => ask(decision)}>
              {t(`orders.riskDecide.${decision}`)}
            </Button>
          ))}
        </Space>
      ) : (
        <p className="quiet">{t('orders.riskWho')}</p>
      )}
      {asked !== null && <WhyDialog orderId={order.id} decision={asked} onClose={() => ask(null)} />}
    </section>
  )
}

function WhyDialog({ orderId, decision, onClose }: { orderId: string; decision: Decision; onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const decide = useAction<RiskDecision>(
    ['order', orderId],
    (body) => api.decideRisk(orderId, body),
    () => {
      void message.success(t(`orders.riskDecided.${decision}`))
      onClose()
    },
  )
  return (
    <Modal
      open
      title={t(`orders.riskDecide.${decision}`)}
      okText={t(`orders.riskDecide.${decision}`)}
      okButtonProps={{ disabled: reason.trim() === '', loading: decide.isPending }}
      onOk={() => decide.mutate({ decision, reason: reason.trim() })}
      onCancel={onClose}
    >
      <Typography.Paragraph>{t(`orders.riskMeans.${decision}`)}</Typography.Paragraph>
      <Input.TextArea
        autoFocus
        aria-label={t('finance.reason')}
        placeholder={t('finance.reason')}
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  )
}
