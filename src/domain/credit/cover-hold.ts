import { buildGroup } from '../ledger/build-group.ts'
import { valueAt } from '../policy/rule-at.ts'
import type { RuleBook } from '../policy/rule-book.ts'
import type { Transaction, Wallet } from '../ports.ts'
import { addMilliseconds } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { type Money, money } from '../shared/money.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Tenant } from '../shared/tenant.ts'
import { type CreditDraw, type CreditSource, openOf } from './credit-draw.ts'
import { type CreditLine, dueAtOf, leftToDraw } from './credit-line.ts'

export type CoverTools = { ids: Ids; rules: RuleBook }
/** `seen` is the wallet as the caller found it in this transaction. */
export type Hold = { tenant: Tenant; required: Money; source: CreditSource; at: Date; seen?: Wallet }

/**
 * Makes sure that `available` covers a hold that is about to be posted: what is missing is drawn from the credit line, or the whole
 * shortfall is refused at once (`wallet.insufficient`, `credit.overdue`). While a reversed top-up of that currency is owed, its money
 * is gone and nothing new is bought (`wallet.debt_unsettled`). The accounts' own floors are the last guard.
 * A balance that covers it is not locked: orders of one partner wait for each other only while their postings are written. Who draws
 * locks the balance first, like who repays, so that all lock in one order.
 */
export async function coverHold(tx: Transaction, tools: CoverTools, hold: Hold): Promise<void> {
  const { tenant, required, source, at } = hold
  const { currency } = required
  const seen = hold.seen ?? (await tx.ledger.peekWallet(tenant, currency))
  if (seen.owed > 0n) throw new Refusal('wallet.debt_unsettled', { shortfall: money(seen.owed, currency) })
  if (seen.available >= required.amount) return
  const { available } = await tx.ledger.lockWallet(tenant, currency)
  const missing = required.amount - available
  if (missing <= 0n) return
  const shortfall = { required, available: money(available, currency), shortfall: money(missing, currency) }
  const line = await tx.creditLines.lockOf(tenant, currency)
  if (line === undefined) throw new Refusal('wallet.insufficient', shortfall)
  const unpaid = await tx.creditDraws.lockUnpaid(tenant, currency)
  const overdueMinor = totalOpen(unpaid.filter((draw) => draw.dueAt <= at))
  const left = leftToDraw({ ...line, drawnMinor: totalOpen(unpaid), overdueMinor })
  const facts = { ...shortfall, creditLeft: money(left, currency), overdue: money(overdueMinor, currency) }
  if (overdueMinor > 0n) throw new Refusal('credit.overdue', facts)
  if (left < missing) throw new Refusal('wallet.insufficient', facts)
  await draw(tx, tools, { line, amount: money(missing, currency), source, at })
}

/** What is still owed of all of them, in minor units. */
export function totalOpen(draws: readonly CreditDraw[]): bigint {
  return draws.reduce((total, one) => total + openOf(one), 0n)
}

type Draw = { line: CreditLine; amount: Money; source: CreditSource; at: Date }

async function draw(tx: Transaction, { ids, rules }: CoverTools, { line, amount, source, at }: Draw): Promise<void> {
  const tenant = { partnerId: line.partnerId, livemode: line.livemode }
  const id = ids.next('crd')
  const dueAt = dueAtOf(at, line.termDays)
  const reminder = addMilliseconds(dueAt, -valueAt('creditReminder', at, rules.rowsFor(tenant)).beforeMs)
  await tx.creditDraws.insert({
    ...tenant,
    id,
    lineId: line.id,
    state: 'OPEN',
    currency: amount.currency,
    sourceType: source.type,
    sourceId: source.id,
    drawnMinor: amount.amount,
    repaidMinor: 0n,
    dueAt,
    // A term shorter than the reminder's lead: who draws is told at once, by the answer.
    remindAt: reminder > at ? reminder : null,
    overdueAt: null,
    repaidAt: null,
    createdAt: at,
    updatedAt: at,
    version: 1,
  })
  await tx.ledger.post(
    buildGroup({
      ...{ id: ids.next('grp'), template: 'drawCredit', tenant, amounts: { drawn: amount }, at },
      ...{ idempotencyKey: `drawCredit:${id}`, sourceType: 'creditDraw', sourceId: id },
    }),
  )
  await tx.events.append({
    ...{ tenant, type: 'credit.drawn', resourceType: 'creditDraw', resourceId: id, resourceVersion: 1, at },
    payload: { id, status: 'OPEN', drawn: { amountMinor: amount.amount, currency: amount.currency }, dueAt: dueAt.toISOString(), source },
  })
}
