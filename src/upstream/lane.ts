import { CROSS_BORDER } from './namespaces.ts'

/** The app's limit is one for all, so goods that are looked at must not take the places of goods that are bought (hazard 25). */
export type Lane = 'catalogue' | 'trade'

/** Looking at goods, by far the most calls, on one side; orders, payments, parcels, refunds and messages on the other. */
export function laneOf({ namespace }: { namespace: string }): Lane {
  return namespace === CROSS_BORDER ? 'catalogue' : 'trade'
}
