import { Tooltip, Typography } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useLabel } from '../i18n/format.ts'

/** Work in hand is blue, a wait on others amber, an end green or red; what only waits for us stays grey. */
const TONES: Record<string, readonly string[]> = {
  good: ['PASSED', 'PASSED_WITH_REMARK', 'PAID_OUT', 'DELIVERED', 'UPSTREAM_SUCCESS', 'HANDED_OVER', 'PUT_AWAY', 'STORED', 'COMPLETED'],
  bad: ['FAILED', 'REJECTED_BY_AGENT', 'CANCELLED', 'UPSTREAM_CLOSED', 'LOST', 'SEIZED', 'DESTROYED', 'REFUSED', 'PURCHASE_FAILED'],
  busy: [
    'PURCHASING',
    'PURCHASED',
    'PARTIALLY_SHIPPED',
    'SELLER_SHIPPED',
    'INSPECTING',
    'IN_PROGRESS',
    'PACKING',
    'FILING',
    'FILED_UPSTREAM',
    'RETURN_APPROVED',
    'RETURN_SHIPPED',
    'IN_TRANSIT',
  ],
  wait: [
    'PENDING_PAYMENT',
    'PRICE_CONFIRM_HOLD',
    'RISK_HOLD',
    'EXCEPTION_HOLD',
    'AWAITING_PAYMENT',
    'DECISION_PENDING',
    'NEEDS_EVIDENCE',
    'NEEDS_MODIFICATION',
    'SELLER_PENDING',
    'ESCALATED',
    'STALLED',
    'DELIVERED_UNCONFIRMED',
    'CUSTOMS_HOLD',
  ],
}

/** A state's name in a colour that says where it stands. */
export function StateTag({ state, of }: { state: string; of: 'parcel' | 'inspection' | 'shipment' | 'refund' | 'order' | 'stockLot' }) {
  const label = useLabel()
  return (
    <span className={`state state-${toneOf(state)}`} data-state={state}>
      {of === 'order' ? label('lineState', state) : label('state', state, of)}
    </span>
  )
}

/** Marks work of the sandbox: nothing lies on the shelf for it. */
export function TestMark({ livemode }: { livemode: boolean }) {
  const { t } = useTranslation()
  if (livemode) return null
  return (
    <Tooltip title={t('app.testHint')}>
      <span className="test-mark">{t('app.test')}</span>
    </Tooltip>
  )
}

/** An id to read out, scan or paste: the end tells them apart, a click copies all; `to` makes it lead to its page. */
export function IdText({ id, short = true, to }: { id: string; short?: boolean; to?: string }) {
  const { t } = useTranslation()
  const text = short && id.length > 20 ? `${id.slice(0, 4)}…${id.slice(-6)}` : id
  return (
    <Typography.Text className="id-text" copyable={{ text: id, tooltips: [t('common.copy'), t('common.copied')] }}>
      {to === undefined ? text : <Link to={to}>{text}</Link>}
    </Typography.Text>
  )
}

export function Kbd({ children }: { children: ReactNode }) {
  return <kbd className="kbd">{children}</kbd>
}

/** Facts in two columns, the name quiet and the value plain. */
export function Facts({ rows }: { rows: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="facts">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function toneOf(state: string): string {
  return Object.keys(TONES).find((tone) => TONES[tone]?.includes(state)) ?? 'plain'
}
