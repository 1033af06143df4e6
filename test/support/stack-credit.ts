import type { CreditTerms } from '../../src/domain/credit/credit-line.ts'
import { dueAtOf } from '../../src/domain/credit/credit-line.ts'
import { buildGroup } from '../../src/domain/ledger/build-group.ts'
import type { Actor } from '../../src/domain/shared/actor.ts'
import { money } from '../../src/domain/shared/money.ts'
import { PARTNER } from './stack-buyer.ts'
import type { StackCore } from './stack-core.ts'

const MAKER: Actor = { kind: 'finance', id: 'stf_maker' }
const CHECKER: Actor = { kind: 'finance', id: 'stf_checker' }

/** What finance, the partner and the clock do about credit in dollars. */
export function openCredit({ core, tenant }: Pick<StackCore, 'core' | 'tenant'>) {
  const { uow, commands, db, ids, clock } = core
  const propose = (actor: Actor, terms: CreditTerms) =>
    uow.run((tx) => commands.proposeCreditChange(tx, { tenant, actor, currency: 'USD', terms, reason: 'as agreed' }))
  const decide = (actor: Actor, changeId: string, decision: 'approve' | 'reject' | 'withdraw') =>
    uow.run((tx) => commands.decideCreditChange(tx, { actor, changeId, decision, reason: 'as agreed' }))
  return {
    propose,
    decide,
    /** In force at once, by two people where it takes two. */
    grant: async (terms: Omit<CreditTerms, 'status'>): Promise<void> => {
      const change = await propose(MAKER, { status: 'ACTIVE', ...terms })
      if (change.state === 'PROPOSED') await decide(CHECKER, change.id, 'approve')
    },
    line: () => db.selectFrom('creditLine').selectAll().where('currency', '=', 'USD').executeTakeFirst(),
    draws: () => db.selectFrom('creditDraw').selectAll().orderBy('createdAt').orderBy('id').execute(),
    owed: async (): Promise<bigint> => -(await uow.run((tx) => tx.ledger.balanceOf(tenant, 'creditLine', 'USD'))),
    collect: () => core.steps.applyDeadlines(),
    repay: (minor: bigint) => uow.run((tx) => commands.repayCredit(tx, { tenant, actor: PARTNER, amount: money(minor, 'USD') })),
    /** A bank transfer, booked by two people where it takes two. */
    topUp: async (minor: bigint): Promise<void> => {
      const booking = await uow.run((tx) =>
        commands.proposeBooking(tx, {
          ...{ tenant, actor: MAKER, kind: 'bankTransfer', amount: money(minor, 'USD'), reason: 'as the bank says', topUpId: null },
          ...{ bankReference: ids.next('req'), valueDate: '2026-11-20' },
        }),
      )
      if (booking.state !== 'PROPOSED') return
      await uow.run((tx) => commands.decideBooking(tx, { actor: CHECKER, bookingId: booking.id, decision: 'approve', reason: null }))
    },
    eventsOf: async (type: 'credit.draw_due_soon' | 'credit.overdue' | 'credit.repaid'): Promise<string[]> =>
      (await db.selectFrom('partnerEvent').select('resourceId').where('type', '=', type).execute()).map((row) => row.resourceId),
    /** A draw as faulty code might write it: posting and row need not agree. */
    drawByHand: ({ posted, drawn }: { posted: bigint; drawn: bigint }) =>
      uow.run(async (tx) => {
        const line = await tx.creditLines.lockOf(tenant, 'USD')
        if (line === undefined) throw new Error('grant a line first')
        const [id, at] = [ids.next('crd'), clock.now()]
        await tx.creditDraws.insert({
          ...{ ...tenant, id, lineId: line.id, state: 'OPEN', currency: 'USD', sourceType: 'order', sourceId: 'ord_none' },
          ...{ drawnMinor: drawn, repaidMinor: 0n, dueAt: dueAtOf(at, line.termDays), remindAt: null, overdueAt: null, repaidAt: null },
          ...{ createdAt: at, updatedAt: at, version: 1 },
        })
        await tx.ledger.post(
          buildGroup({
            ...{ id: ids.next('grp'), template: 'drawCredit', tenant, amounts: { drawn: money(posted, 'USD') }, at },
            ...{ idempotencyKey: `drawCredit:${id}`, sourceType: 'creditDraw', sourceId: id },
          }),
        )
      }),
  }
}
