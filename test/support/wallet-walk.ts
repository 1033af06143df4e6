import { coverHold } from '../../src/domain/credit/cover-hold.ts'
import type { CreditSource } from '../../src/domain/credit/credit-draw.ts'
import { settleIncoming } from '../../src/domain/credit/settle-incoming.ts'
import { buildGroup, type GroupRequest } from '../../src/domain/ledger/build-group.ts'
import type { PostingTemplateName } from '../../src/domain/ledger/posting-templates.ts'
import type { Transaction } from '../../src/domain/ports.ts'
import { DAY_MS } from '../../src/domain/shared/clock.ts'
import { type Currency, money } from '../../src/domain/shared/money.ts'
import { Refusal } from '../../src/domain/shared/refusal.ts'
import type { Tenant } from '../../src/domain/shared/tenant.ts'
import type { createManualClock } from '../../src/platform/clock.ts'
import type { StackCore } from './stack-core.ts'

const MAKER = { kind: 'finance', id: 'stf_maker' } as const
const CHECKER = { kind: 'finance', id: 'stf_checker' } as const
const PARTNER = { kind: 'partner', id: 'walker' } as const

export const WALLET_STEPS = [
  ...(['payIn', 'clear', 'bounce', 'reverse', 'hold', 'capture', 'release', 'refund'] as const),
  ...(['bankTransfer', 'adjustUp', 'adjustDown', 'grant', 'suspend', 'repay', 'collect', 'wait'] as const),
]

/** What may happen to a partner's money next; `pick` chooses among what is under way, `minor` is how much. */
export type WalletStep = { does: (typeof WALLET_STEPS)[number]; currency: Currency; minor: number; pick: number }

type Purchase = { source: CreditSource; currency: Currency; minor: bigint; state: 'held' | 'captured' | 'over' }
type TopUp = { id: string; reference: string; state: string }

/** One new partner whose wallet lives through whatever steps come, by the use cases and templates that orders and finance use. */
export function walkWallet({ core, payments }: StackCore, clock: ReturnType<typeof createManualClock>, tenant: Tenant) {
  const { uow, ids, commands, steps } = core
  const purchases: Purchase[] = []
  const topUps: TopUp[] = []
  const tools = { ids, rules: core.rules }

  const post = <T extends PostingTemplateName>(tx: Transaction, template: T, sourceId: string, amounts: GroupRequest<T>['amounts']) => {
    const [id, at] = [ids.next('grp'), clock.now()]
    return tx.ledger.post(
      buildGroup({ id, template, tenant, amounts, idempotencyKey: `${template}:${sourceId}`, sourceType: 'test', sourceId, at }),
    )
  }
  const one = <Item extends { state: string }>(all: readonly Item[], state: string, pick: number): Item => {
    const fitting = all.filter((item) => item.state === state)
    const chosen = fitting[pick % Math.max(1, fitting.length)]
    if (chosen === undefined) throw new Refusal('resource.not_found', { state })
    return chosen
  }
  const move = async (topUp: TopUp, verb: 'pay' | 'clear' | 'fail' | 'reverse') => {
    await payments.move(topUp.reference, verb, verb === 'pay' ? { clears: false } : {})
    await steps.syncTopUp(topUp.id)
    topUp.state = (await uow.run((tx) => tx.topUps.find(topUp.id)))?.state ?? ''
  }
  const back = (tx: Transaction, { source, currency }: Purchase, amountMinor: bigint) =>
    settleIncoming(tx, tools, { tenant, currency, at: clock.now(), back: { amountMinor, source } })
  const terms = (status: 'ACTIVE' | 'SUSPENDED', { currency, minor, pick }: WalletStep) =>
    uow.run(async (tx) => {
      const wish = { status, limitMinor: BigInt(minor * 3), termDays: 1 + (pick % 12) }
      const change = await commands.proposeCreditChange(tx, { tenant, actor: MAKER, currency, terms: wish, reason: 'as agreed' })
      if (change.state !== 'PROPOSED') return
      await commands.decideCreditChange(tx, { actor: CHECKER, changeId: change.id, decision: 'approve', reason: null })
    })
  const book = (kind: 'bankTransfer' | 'adjustUp' | 'adjustDown', { currency, minor }: WalletStep) =>
    uow.run(async (tx) => {
      const told = kind === 'bankTransfer' ? { bankReference: ids.next('req'), valueDate: '2026-11-20' } : NOT_TOLD
      const wish = { tenant, kind, amount: money(minor, currency), reason: 'as the bank says', topUpId: null, ...told }
      const booking = await commands.proposeBooking(tx, { actor: MAKER, ...wish })
      if (booking.state !== 'PROPOSED') return
      await commands.decideBooking(tx, { actor: CHECKER, bookingId: booking.id, decision: 'approve', reason: null })
    })

  const doing: { readonly [does in WalletStep['does']]: (step: WalletStep) => Promise<unknown> } = {
    payIn: async ({ currency, minor }) => {
      const wish = { tenant, actor: PARTNER, amount: money(minor, currency), method: 'provider', externalRef: null } as const
      const { id, reference } = await uow.run((tx) => commands.createTopUp(tx, wish))
      await steps.openTopUp(id)
      const topUp = { id, reference, state: '' }
      topUps.push(topUp)
      await move(topUp, 'pay')
    },
    clear: ({ pick }) => move(one(topUps, 'PENDING', pick), 'clear'),
    bounce: ({ pick }) => move(one(topUps, 'PENDING', pick), 'fail'),
    reverse: ({ pick }) => move(one(topUps, 'CLEARED', pick), 'reverse'),
    hold: async ({ currency, minor }) => {
      const purchase: Purchase = { source: { type: 'order', id: ids.next('ord') }, currency, minor: BigInt(minor), state: 'held' }
      const held = money(minor, currency)
      await uow.run(async (tx) => {
        await coverHold(tx, tools, { tenant, required: held, source: purchase.source, at: clock.now() })
        await post(tx, 'holdPayment1', purchase.source.id, { held })
      })
      purchases.push(purchase)
    },
    capture: async ({ pick }) => {
      const purchase = one(purchases, 'held', pick)
      const { currency, minor, source } = purchase
      const [goods, domesticFreight] = [(minor * 7n) / 10n, minor / 20n]
      const amounts = { goods, domesticFreight, serviceFee: 0n, fxMargin: minor / 90n, services: 0n }
      const serviceFee = minor - Object.values(amounts).reduce((left, right) => left + right)
      await uow.run((tx) => post(tx, 'capturePurchase', source.id, inCurrency({ ...amounts, serviceFee }, currency)))
      purchase.state = 'captured'
    },
    release: async ({ pick }) => {
      const purchase = one(purchases, 'held', pick)
      await uow.run(async (tx) => {
        await post(tx, 'releaseHold', purchase.source.id, { held: money(purchase.minor, purchase.currency) })
        await back(tx, purchase, purchase.minor)
      })
      purchase.state = 'over'
    },
    refund: async ({ pick, minor }) => {
      const purchase = one(purchases, 'captured', pick)
      const whole = BigInt(minor) < purchase.minor ? BigInt(minor) : purchase.minor
      const parts = { upstream: whole - whole / 9n, subsidy: 0n, serviceFee: whole / 9n, services: 0n, fxMargin: 0n }
      await uow.run(async (tx) => {
        const amounts = inCurrency({ ...parts, compensation: 0n, advanceSettled: 0n }, purchase.currency)
        await post(tx, 'payOutRefund', purchase.source.id, amounts)
        await back(tx, purchase, whole)
      })
      purchase.state = 'over'
    },
    bankTransfer: (step) => book('bankTransfer', step),
    adjustUp: (step) => book('adjustUp', step),
    adjustDown: (step) => book('adjustDown', step),
    grant: (step) => terms('ACTIVE', step),
    suspend: (step) => terms('SUSPENDED', step),
    repay: ({ currency, minor }) =>
      uow.run((tx) => commands.repayCredit(tx, { tenant, actor: PARTNER, amount: money(1 + (minor % 2_000), currency) })),
    collect: () => steps.applyDeadlines(),
    wait: async ({ pick }) => clock.advance((1 + (pick % 9)) * DAY_MS),
  }
  return {
    /** True when the step was taken, false when a rule of the domain refused it. Anything else that fails is thrown. */
    take: async (step: WalletStep): Promise<boolean> => {
      try {
        await doing[step.does](step)
        return true
      } catch (error) {
        if (error instanceof Refusal) return false
        throw error
      }
    },
  }
}

const NOT_TOLD = { bankReference: null, valueDate: null }

function inCurrency<Name extends string>(amounts: Record<Name, bigint>, currency: Currency) {
  const entries = Object.entries<bigint>(amounts).map(([name, minor]) => [name, money(minor, currency)] as const)
  return Object.fromEntries(entries) as Record<Name, ReturnType<typeof money>>
}
