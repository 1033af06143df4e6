import { Button, Space } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Difference, Money } from '../api/wire.ts'
import { useFormat, useLabel } from '../i18n/format.ts'
import { Facts, IdText, TestMark } from '../parts/labels.tsx'
import { ResourceLink } from '../parts/resource-link.tsx'

/** Both sides name their facts in this order, so that equals stand beside each other. */
const ORDER = ['state', 'paidAt', 'order', 'purchase', 'refund', 'topUp', 'payment', 'reference', 'postings']

/** The fact a kind of difference is about. */
const POINT: Record<string, string> = {
  ORDER_AMOUNT: 'amount',
  REFUND_AMOUNT: 'amount',
  PAYMENT_AMOUNT: 'amount',
  ORDER_STATE: 'state',
  PAYMENT_STATE: 'state',
  ORDER_PAID_HERE: 'paidAt',
  ORDER_PAID_THERE: 'paidAt',
}

type Props = { difference: Difference; onSettle: (() => void) | null; onReturned: () => void }

/** One difference, both sides beside each other; without `onSettle` it is only to be read. */
export function DifferenceCard({ difference, onSettle, onReturned }: Props) {
  const { t } = useTranslation()
  const label = useLabel()
  const format = useFormat()
  const { kind, trail, orderId, firstSeenAt, lastSeenAt } = difference
  const point = pointOf(difference)
  const isWaiting = difference.state === 'OPEN' && (trail.at(-1)?.returned ?? null) !== null
  return (
    <section className="panel" aria-label={difference.subject} data-difference={kind}>
      <div className="panel-head">
        <h2>{label('differenceKind', kind)}</h2>
        {kind === 'CLEARING_UNEXPLAINED' ? label('bookAccount', difference.subject) : <IdText id={difference.subject} short={false} />}
        <TestMark livemode={difference.livemode} />
      </div>
      <div className="both-sides">
        <Side isOurs kind={kind} point={point} facts={difference.ours} amount={difference.oursAmount} orderId={orderId} />
        {kind !== 'CLEARING_UNEXPLAINED' && (
          <Side isOurs={false} kind={kind} point={point} facts={difference.theirs} amount={difference.theirsAmount} orderId={null} />
        )}
      </div>
      {trail.map(({ at, by, state, reason, returned }) => (
        <div key={at} className="history-reason">
          {by === 'system'
            ? `${format.minute(at)} · ${t('reconciliation.foundAgain')}`
            : `${format.minute(at)} · ${by} · ${label('reconciliation.views', state)}: ${returned === null ? '' : `${t('reconciliation.returned')} ${format.money(returned)} · `}${reason}`}
        </div>
      ))}
      {isWaiting && <p className="severity-major">{t('reconciliation.secondPerson')}</p>}
      <div className="side-foot">
        <span className="quiet">{t('reconciliation.seen', { first: format.minute(firstSeenAt), last: format.minute(lastSeenAt) })}</span>
        <Space wrap>
          {difference.mayBeEnded && (
            <Button type="primary" onClick={onReturned} data-action="returned">
              {t('reconciliation.bookReturned')}
            </Button>
          )}
          {onSettle !== null && difference.state !== 'RESOLVED' && (
            <Button onClick={onSettle} data-action="settle">
              {t('reconciliation.settle')}
            </Button>
          )}
        </Space>
      </div>
    </section>
  )
}

type SideProps = {
  isOurs: boolean
  kind: string
  point: string | undefined
  facts: Record<string, string> | null
  amount: Money | null
  orderId: string | null
}

function Side({ isOurs, kind, point, facts, amount, orderId }: SideProps) {
  const { t } = useTranslation()
  const label = useLabel()
  const format = useFormat()
  const show = (key: string, value: string) => {
    if (key === 'paidAt') return format.minute(value)
    if (key === 'state') return label(isOurs ? groupOf(kind) : 'bookState', value, 'refund')
    return <Numbers text={value} />
  }
  const mark = (key: string, text: ReactNode) => (point === key ? <b className="severity-major">{text}</b> : text)
  const known = Object.entries(facts ?? {}).sort(([one], [other]) => ORDER.indexOf(one) - ORDER.indexOf(other))
  return (
    <div className="side">
      <b>{t(isOurs ? 'reconciliation.ours' : 'reconciliation.theirs')}</b>
      {facts === null ? (
        <p className="severity-major">{t('reconciliation.nothing')}</p>
      ) : (
        <Facts
          rows={[
            [t('reconciliation.amount'), amount === null ? '-' : mark('amount', format.money(amount))],
            ...known.map(([key, value]) => [label('sideFact', key), mark(key, show(key, value))] as const),
            ...(orderId === null ? [] : [[t('sideFact.ourOrder'), <ResourceLink key="order" id={orderId} />] as const]),
          ]}
        />
      )}
    </div>
  )
}

/** The numbers a fact names, each to be copied; ours lead to where they are shown. */
function Numbers({ text }: { text: string }) {
  return (
    <span className="id-list">
      {text.split(', ').map((id) => (
        <ResourceLink key={id} id={id} />
      ))}
    </span>
  )
}

/** The fact to look at. A duplicate is another order than ours, or, once it is written down as ours, one of which we wanted nothing. */
function pointOf({ kind, ours, theirs }: Difference): string | undefined {
  if (kind === 'ORDER_DUPLICATE') return ours?.order === theirs?.order ? 'amount' : 'order'
  return POINT[kind]
}

/** Where the names of our states stand: each kind compares another thing. */
function groupOf(kind: string): string {
  if (kind.startsWith('PAYMENT_')) return 'topUpState'
  return kind.startsWith('REFUND_') ? 'state' : 'bookState'
}
