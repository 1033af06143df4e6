import type { World } from '../world.ts'
import { announceRefund, moveRefund } from './move-refund.ts'
import type { Refund } from './refund.ts'
import { settleRefund } from './settle-refund.ts'

/** The buyer calls the platform in: no time-out closes the refund any more, its staff decides. */
export function askForArbitration(world: World, refund: Refund, text: string): void {
  refund.inArbitration = true
  refund.timeOutAt = null
  refund.timeOutDoes = null
  announceRefund(world, refund, { operator: 'buyer', action: 'BUYER_APPLY_SUPPORT', remark: text })
}

/** The platform's staff decides: for the buyer the money is paid, for the seller the refund is closed. */
export function arbitrate(world: World, refund: Refund, winner: 'buyer' | 'seller'): void {
  const event = winner === 'buyer' ? 'ruleForBuyer' : 'close'
  moveRefund(world, refund, { event, operator: 'system', action: winner === 'buyer' ? 'CRM_FINISH_TASK' : 'CRM_DISMISS_TASK' })
  refund.inArbitration = false
  if (winner === 'buyer') settleRefund(world, refund)
}
