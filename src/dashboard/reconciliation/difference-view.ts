import type { Difference } from '../api/wire.ts'

export const VIEWS = ['OPEN', 'EXPLAINED', 'RESOLVED', 'GONE'] as const
export type View = (typeof VIEWS)[number]

/** Where a difference is listed: what no comparison finds any more is apart, whatever was said about it. */
export const viewOf = ({ state, goneAt }: Difference): View => (goneAt === null ? state : 'GONE')

const DAY_MS = 86_400_000

/** How long differences have been known, youngest first: up to how many days, not counting the last. */
export const AGES = [
  { key: 'day', below: 1 },
  { key: 'days3', below: 3 },
  { key: 'week', below: 7 },
  { key: 'month', below: 30 },
  { key: 'older', below: Number.POSITIVE_INFINITY },
] as const
export type Age = (typeof AGES)[number]['key']

export function ageOf({ firstSeenAt }: Pick<Difference, 'firstSeenAt'>, now: number): Age {
  const days = (now - Date.parse(firstSeenAt)) / DAY_MS
  return AGES.find(({ below }) => days < below)?.key ?? 'older'
}

/** What of the list is looked at; null: all. An order is looked at as a whole, whatever its differences have come to. */
export type DifferenceFilter = { view: View; kind: string | null; age: Age | null; mode: 'live' | 'test' | null; orderId: string | null }

/** Whether it is to be shown. The age is not asked of an `ageless` list, which is what ages are counted over. */
export function isShown(one: Difference, filter: DifferenceFilter, now: number, { ageless = false } = {}): boolean {
  const { view, kind, age, mode, orderId } = filter
  if (orderId !== null) return one.orderId === orderId
  return (
    viewOf(one) === view &&
    (kind === null || one.kind === kind) &&
    (mode === null || one.livemode === (mode === 'live')) &&
    (ageless || age === null || ageOf(one, now) === age)
  )
}
