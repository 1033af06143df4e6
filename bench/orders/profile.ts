import type { Hot } from '../support/profile.ts'
import { inScope } from '../support/scope.ts'
import { showProfile } from '../support/show-profile.ts'
import { openCheckouts } from './checkout.ts'

const WARM_UP_SECONDS = 6
const SECONDS = 6

/** Prints where the gateway's time goes when orders are placed. */
export function profileOrders(): Promise<void> {
  return inScope(async (scope) => {
    const [checkout] = await openCheckouts(scope, [{ partners: 20, body: { pay: true } }])
    if (checkout === undefined) throw new Error('there is nothing to profile')
    await checkout.order(WARM_UP_SECONDS)
    await checkout.gateway.ask('startProfile')
    const { perSecond, cpuUs, databaseUs = Number.NaN } = await checkout.order(SECONDS)
    const found = await checkout.gateway.ask<Hot[]>('stopProfile', 'orders')
    console.log(
      `orders: ${perSecond.toFixed(0)}/s, ${cpuUs.toFixed(0)} us of the gateway and ${databaseUs.toFixed(0)} us of PostgreSQL each`,
    )
    showProfile('orders', found)
  })
}
