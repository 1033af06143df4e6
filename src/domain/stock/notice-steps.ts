import { valueAt } from '../policy/rule-at.ts'
import type { RuleBook } from '../policy/rule-book.ts'
import { addMilliseconds } from '../shared/clock.ts'
import type { StockLot } from './stock-lot.ts'
import type { NoticeTopic } from './storage-notice.ts'

export type NoticeStep = {
  /** Names the step for good: what is said once is not said again, however often anybody looks. */
  key: string
  about: NoticeTopic
  at: Date
  type: 'stock.expiring' | 'stock.storage_fee_started'
}

/**
 * Everything to be told about a lot, by time (domain.md 8): before its free days end and when they have, then before it may be abandoned, and
 * again and again after it for as long as that may not be.
 * By the rules of the moment it was stored; a lead longer than the whole time has no step.
 */
export function noticeSteps(lot: StockLot, rules: RuleBook, now: Date): NoticeStep[] {
  const { beforeMs, againMs } = valueAt('storageNotices', lot.storedAt, rules.rowsFor(lot))
  const leads = (about: NoticeTopic, end: Date) =>
    beforeMs.map((lead): NoticeStep => ({ key: `${about}:-${lead}`, about, at: addMilliseconds(end, -lead), type: 'stock.expiring' }))
  const ended: NoticeStep = { key: 'FREE_STORAGE:0', about: 'FREE_STORAGE', at: lot.freeUntil, type: 'stock.storage_fee_started' }
  return [...leads('FREE_STORAGE', lot.freeUntil), ended, ...leads('ABANDONMENT', lot.abandonAt), ...lastCalls(lot, againMs, now)]
    .filter(({ at }) => at > lot.storedAt)
    .sort((left, right) => left.at.getTime() - right.at.getTime())
}

/** Of each topic the last step whose time has come: who is told late is told once, not of every day gone by. */
export function reachedSteps(steps: readonly NoticeStep[], now: Date): NoticeStep[] {
  const reached = steps.filter(({ at }) => at <= now)
  return [...Map.groupBy(reached, ({ about }) => about).values()].flatMap((ofTopic) => ofTopic.slice(-1))
}

/** When the next step is due, or null after the last. */
export function nextStepAt(steps: readonly NoticeStep[], now: Date): Date | null {
  return steps.find(({ at }) => at > now)?.at ?? null
}

/** Up to the first one after now. */
function lastCalls(lot: StockLot, againMs: number, now: Date): NoticeStep[] {
  const gone = Math.max(-1, Math.floor((now.getTime() - lot.abandonAt.getTime()) / againMs))
  return Array.from({ length: gone + 2 }, (_, turn) => ({
    key: `ABANDONMENT:+${turn * againMs}`,
    about: 'ABANDONMENT' as const,
    at: addMilliseconds(lot.abandonAt, turn * againMs),
    type: 'stock.expiring' as const,
  }))
}
