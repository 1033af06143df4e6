import { Empty, Timeline } from 'antd'
import { useTranslation } from 'react-i18next'
import type { HistoryItem } from '../api/wire.ts'
import { useFormat, useLabel } from '../i18n/format.ts'

/** Where the names of states stand that are not among all others. */
const GROUPS: Record<string, string> = { orderLine: 'lineState', purchase: 'bookState', creditDraw: 'creditDrawState' }

/** What happened to it, newest first: when, who, and why if someone said. A mixed one says of each move whose it is. */
export function HistoryTimeline({ items, isMixed = false }: { items: readonly HistoryItem[]; isMixed?: boolean }) {
  const { t, i18n } = useTranslation()
  const label = useLabel()
  const format = useFormat()
  // A move that stays where it was is called by what was done.
  const nameOf = ({ machine, event, fromState, toState }: HistoryItem) =>
    fromState === toState && i18n.exists(`move.${event}`) ? t(`move.${event}`) : label(GROUPS[machine] ?? 'state', toState, machine)
  // What a rule objected to is kept as codes; what people write is shown as they wrote it.
  const reasonOf = ({ event, reason }: HistoryItem) =>
    event === 'hold'
      ? reason
          ?.split(', ')
          .map((risk) => label('risk', risk))
          .join(' · ')
      : reason
  if (items.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('history.empty')} />
  // Turned over after sorting: moves of the same millisecond come in the order in which they happened.
  const newestFirst = items.toSorted((left, right) => Date.parse(left.at) - Date.parse(right.at)).toReversed()
  return (
    <Timeline
      className="history"
      items={newestFirst.map((item, index) => ({
        key: `${item.at}-${item.event}-${item.toState}`,
        color: index === 0 ? 'blue' : 'gray',
        content: (
          <>
            <div className="history-move">
              {isMixed && <span className="quiet">{`${label('orders.machine', item.machine)} · `}</span>}
              {nameOf(item)}
            </div>
            <div className="quiet">
              {format.minute(item.at)} · {label('actor', item.actorKind)}
            </div>
            {item.reason !== null && <div className="history-reason">{reasonOf(item)}</div>}
          </>
        ),
      }))}
    />
  )
}
