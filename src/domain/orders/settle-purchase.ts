import { movePurchase } from '../moves/bindings.ts'
import type { RuleBook } from '../policy/rule-book.ts'
import type { Transaction, UnitOfWork } from '../ports.ts'
import { type Actor, SYSTEM_ACTOR } from '../shared/actor.ts'
import type { Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { existing } from '../shared/owned-by.ts'
import { RetryLater } from '../shared/retry-later.ts'
import type { DeliveryAddress } from '../upstream/order.ts'
import type { Upstream1688 } from '../upstream/upstream-port.ts'
import type { Purchase } from './purchase.ts'
import type { PurchaseEvent, PurchaseFacts } from './purchase-machine.ts'

export type PurchaseTools = {
  uow: UnitOfWork
  upstreamFor(livemode: boolean): Upstream1688
  clock: Clock
  ids: Ids
  warehouse: DeliveryAddress
  rules: RuleBook
  settings: PurchaseSettings
}

export type PurchaseSettings = {
  /** A call that left longer ago than this is no longer in flight: the process that made it is dead. */
  callLeaseMs: number
  /** 1688's list may lag behind a create: absence counts as proof only after this long. */
  lookupSettleMs: number
}

/** Moves a purchase by what has become certain about it; one that moved on meanwhile is left alone. */
export async function settlePurchase(
  tools: PurchaseTools,
  purchase: Purchase,
  news: { event: PurchaseEvent; change: Partial<Purchase>; actor?: Actor },
): Promise<void> {
  await inOrder(tools, purchase, async (tx, fresh, at) => {
    await movePurchase(tx, fresh, { actor: SYSTEM_ACTOR, ...news, at, facts: {} })
  })
}

/** Locks the order, then the purchase; a purchase that moved on meanwhile is left alone. */
export async function inOrder(
  tools: PurchaseTools,
  purchase: Purchase,
  work: (tx: Transaction, fresh: Purchase, at: Date) => Promise<void>,
): Promise<void> {
  await tools.uow.run(async (tx) => {
    await tx.orders.lock(purchase.orderId)
    const fresh = existing(await tx.purchases.lock(purchase.id), purchase.id)
    if (fresh.state === purchase.state) await work(tx, fresh, tools.clock.now())
  })
}

type Payment = { facts: PurchaseFacts; change: Partial<Purchase> }

/** Commits "the debit is being made" before it is made. What was read before must still hold: a lost race is another worker's claim. */
export async function claimPayment(tools: PurchaseTools, purchase: Purchase, { facts, change }: Payment): Promise<Purchase> {
  return tools.uow.run(async (tx) => {
    const fresh = existing(await tx.purchases.lock(purchase.id), purchase.id)
    if (fresh.version !== purchase.version) throw new RetryLater(`purchase ${purchase.id} is in other hands`, 1_000)
    const at = tools.clock.now()
    return movePurchase(tx, fresh, { event: 'pay', actor: SYSTEM_ACTOR, at, facts, change: { ...change, attemptedAt: at } })
  })
}
