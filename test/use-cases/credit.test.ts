import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { dueAtOf } from '../../src/domain/credit/credit-line.ts'
import { DAY_MS } from '../../src/domain/shared/clock.ts'
import { money } from '../../src/domain/shared/money.ts'
import { PARTNER, startBuyer } from '../support/stack-buyer.ts'
import { openCredit } from '../support/stack-credit.ts'
import { seededRandom } from '../support/stack-random.ts'

async function open(t: Test) {
  const buyer = await startBuyer(t)
  return { ...buyer, ...openCredit(buyer) }
}

t.test('what the balance lacks is drawn from the credit line, and paid back at its due date', async (t) => {
  const { order, pay, spend, available, core, clock, grant, draws, owed, collect, topUp, eventsOf } = await open(t)
  await grant({ limitMinor: 100_000_00n, termDays: 30 })
  await spend((await available()) - 1_000n)
  const { orderId, order: placed } = await order()
  await pay(orderId)
  const missing = placed.totalMinor - 1_000n
  const [draw] = await draws()
  t.match(draw, { state: 'OPEN', sourceType: 'order', sourceId: orderId, drawnMinor: missing, repaidMinor: 0n })
  t.strictSame([await available(), await owed()], [0n, missing])
  t.equal(draw?.dueAt.toISOString(), dueAtOf(clock.now(), 30).toISOString())
  t.match(draw?.dueAt.toISOString(), /T16:00:00.000Z$/, 'the end of a day in China')

  await topUp(missing + 500n)
  t.strictSame([await available(), await owed()], [missing + 500n, missing], 'what is not due stays with the partner')
  clock.advance(27 * DAY_MS + DAY_MS)
  await collect()
  await collect()
  t.strictSame(await eventsOf('credit.draw_due_soon'), [draw?.id], 'told once, some days before')
  clock.advance(3 * DAY_MS)
  await collect()
  t.match(await draws(), [{ state: 'REPAID', repaidMinor: missing }])
  t.strictSame([await available(), await owed()], [500n, 0n])
  t.strictSame(await eventsOf('credit.repaid'), [draw?.id])
  t.strictSame(await core.reads.ledgerProof().then((proof) => proof.driftedAccounts), [])
})

t.test('never beyond the limit, and the answer says what is left', async (t) => {
  const { order, pay, spend, available, grant, owed, core, tenant } = await open(t)
  const { orderId, order: placed } = await order()
  const total = placed.totalMinor
  await spend(await available())
  await t.rejects(pay(orderId), { code: 'wallet.insufficient', facts: { creditLeft: undefined } })
  await grant({ limitMinor: total - 1n, termDays: 30 })
  await t.rejects(pay(orderId), {
    code: 'wallet.insufficient',
    facts: {
      required: money(total, 'USD'),
      available: money(0, 'USD'),
      shortfall: money(total, 'USD'),
      creditLeft: money(total - 1n, 'USD'),
    },
  })
  await grant({ limitMinor: total, termDays: 30 })
  await pay(orderId)
  t.strictSame([await available(), await owed()], [0n, total])

  const more = await order()
  await t.rejects(pay(more.orderId), { code: 'wallet.insufficient', facts: { creditLeft: money(0, 'USD') } })
  await grant({ limitMinor: 1n, termDays: 30 })
  await t.resolves(core.uow.run((tx) => tx.creditLines.lockOf(tenant, 'USD')))
  await t.rejects(
    sql`update ledger_account set floor_minor = -100000000 where kind = 'creditLine' and currency = 'USD'`.execute(core.db),
    /only the terms of credit move a floor/,
    'nobody lowers the floor by hand',
  )
  t.equal(await owed(), total, 'a limit below what is drawn is allowed, and takes nothing back')
})

t.test('of orders paid at the same time the balance covers the first and credit the others', async (t) => {
  const { order, pay, spend, available, grant, owed, draws, core } = await open(t)
  const orders = [await order(), await order(), await order()]
  const total = orders.reduce((sum, { order: placed }) => sum + placed.totalMinor, 0n)
  const [first] = orders
  await spend((await available()) - (first?.order.totalMinor ?? 0n))
  await grant({ limitMinor: total, termDays: 30 })
  await Promise.all(orders.map(({ orderId }) => pay(orderId)))
  t.strictSame([await available(), await owed()], [0n, total - (first?.order.totalMinor ?? 0n)])
  t.equal(
    (await draws()).reduce((sum, draw) => sum + draw.drawnMinor, 0n),
    await owed(),
  )
  t.strictSame((await core.reads.ledgerProof()).driftedAccounts, [])
})

t.test('the schema draws the last line, whatever the code thinks', async (t) => {
  const { grant, core, drawByHand } = await open(t)
  await grant({ limitMinor: 1_000n, termDays: 30 })
  await t.rejects(drawByHand({ posted: 1_001n, drawn: 1_001n }), { code: 'credit.limit_exceeded' })
  await t.rejects(drawByHand({ posted: 1_000n, drawn: 999n }), /do not add up/)
  await drawByHand({ posted: 1_000n, drawn: 1_000n })
  await t.rejects(sql`update credit_draw set drawn_minor = 1`.execute(core.db), /a draw is only repaid/)
  await t.rejects(sql`update credit_draw set repaid_minor = 1`.execute(core.db), /do not add up/)
  await t.rejects(sql`delete from credit_draw`.execute(core.db), /rows of credit_draw stay/)
})

t.test('overdue credit stops new draws, and the next money pays it first', async (t) => {
  const { order, pay, spend, available, clock, grant, draws, owed, collect, topUp, eventsOf } = await open(t)
  await grant({ limitMinor: 100_000_00n, termDays: 7 })
  await spend(await available())
  const first = await order()
  await pay(first.orderId)
  const total = first.order.totalMinor
  clock.advance(8 * DAY_MS)
  const second = await order()
  await t.rejects(pay(second.orderId), { code: 'credit.overdue', facts: { overdue: money(total, 'USD') } }, 'before the job has run too')
  await collect()
  await collect()
  const [late] = await draws()
  t.match(late, { state: 'OVERDUE', repaidMinor: 0n })
  t.strictSame(await eventsOf('credit.overdue'), [late?.id])
  await topUp(total - 100n)
  t.strictSame([await available(), await owed()], [0n, 100n], 'collected when it came')
  await t.rejects(pay(second.orderId), { code: 'credit.overdue', facts: { overdue: money(100, 'USD') } })
  await topUp(150n)
  t.strictSame([await available(), await owed()], [50n, 0n])
  t.match(await draws(), [{ state: 'REPAID' }])
  await pay(second.orderId)
  t.equal(await owed(), second.order.totalMinor - 50n, 'paid up, the line is open again')
})

t.test('what was bought on credit and cancelled repays its draw, and becomes no cash', async (t) => {
  const { order, pay, cancel, spend, available, grant, draws, owed } = await open(t)
  await grant({ limitMinor: 100_000_00n, termDays: 30 })
  await spend((await available()) - 300n)
  const { orderId, order: placed } = await order({ lines: 2 })
  await pay(orderId)
  t.equal(await owed(), placed.totalMinor - 300n)
  await cancel(orderId)
  t.strictSame([await available(), await owed()], [300n, 0n])
  t.match(await draws(), [{ state: 'REPAID' }])
})

t.test('the partner pays back early: the first due first, no more than is owed, no more than there is', async (t) => {
  const { order, pay, spend, available, clock, grant, draws, owed, topUp, repay } = await open(t)
  await grant({ limitMinor: 100_000_00n, termDays: 30 })
  await t.rejects(repay(1n), { code: 'credit.nothing_owed' })
  await spend(await available())
  const first = await order()
  await pay(first.orderId)
  clock.advance(DAY_MS)
  const second = await order()
  await pay(second.orderId)
  const total = await owed()
  await t.rejects(repay(5n), { code: 'wallet.insufficient' })
  await topUp(total + 10n)
  await t.rejects(repay(total + 1n), { code: 'credit.more_than_owed' })
  const touched = await repay(first.order.totalMinor + 1n)
  t.match(touched, [
    { state: 'REPAID', sourceId: first.orderId },
    { state: 'OPEN', repaidMinor: 1n },
  ])
  t.match(await draws(), [{ state: 'REPAID' }, { state: 'OPEN', repaidMinor: 1n }])
  t.equal(await owed(), second.order.totalMinor - 1n)
})

t.test('two orders at once share what is left of the limit', async (t) => {
  const { order, pay, spend, available, grant, owed } = await open(t)
  const orders = await Promise.all([order(), order(), order(), order()])
  const [first] = orders
  const total = first?.order.totalMinor ?? 0n
  const most = orders.map((one) => one.order.totalMinor).reduce((left, right) => left + right)
  await spend(await available())
  await grant({ limitMinor: most - 1n, termDays: 30 })
  const outcomes = await Promise.allSettled(orders.map((one) => pay(one.orderId)))
  const paid = outcomes.filter((outcome) => outcome.status === 'fulfilled')
  t.ok(paid.length < orders.length && paid.length > 0, `${paid.length} of ${orders.length} paid, the first cost ${total}`)
  t.ok((await owed()) < most)
  t.equal(await available(), 0n)
})

t.test('whatever happens, what is owed is the sum of the open draws, and nothing borrowed becomes cash', async (t) => {
  const world = await open(t)
  const { order, pay, cancel, buy, clock, spend, available, grant, draws, owed, topUp, collect, repay, core } = world
  const random = seededRandom(20_261_122)
  const upTo = (most: number) => Math.floor(random() * most)
  await grant({ limitMinor: 400_000n, termDays: 5 })
  await spend(await available())
  const orders: string[] = []
  const happened = new Map<string, number>()
  const some = () => orders[upTo(orders.length)] ?? ''
  const tolerated = /wallet\.|credit\.|order\./
  const place = async () => {
    orders.push((await order({ quantity: 10 + upTo(4) })).orderId)
    await pay(orders.at(-1) ?? '')
  }
  const steps: (() => Promise<unknown>)[] = [
    () => pay(some()),
    place,
    place,
    place,
    () => cancel(some()),
    () => buy(some()),
    () => topUp(BigInt(1 + upTo(90_000))),
    async () => spend(await available()),
    async () => spend(await available()),
    () => collect(),
    async () => clock.advance((1 + upTo(2)) * DAY_MS),
    () => repay(BigInt(1 + upTo(30_000))),
    () => grant({ limitMinor: BigInt(200_000 + upTo(400_000)), termDays: 1 + upTo(6) }),
  ]
  for (let turn = 0; turn < 250; turn += 1) {
    const step = orders.length < 4 ? place : steps[upTo(steps.length)]
    await step?.().catch((error: { code?: string }) => {
      happened.set(error.code ?? '', (happened.get(error.code ?? '') ?? 0) + 1)
      if (!tolerated.test(error.code ?? '')) throw error
    })
    const open = (await draws()).reduce((total, draw) => total + draw.drawnMinor - draw.repaidMinor, 0n)
    if (open !== (await owed())) t.fail(`turn ${turn}: ${open} of draws are open, ${await owed()} is owed`)
    if ((await available()) < 0n) t.fail(`turn ${turn}: the balance is below nothing`)
  }
  const { rows } = await sql<{ id: string }>`
    select d.id from credit_draw d where d.state <> 'REPAID'
      and not exists (select from order_line l where l.order_id = d.source_id and l.state not in ('CANCELLED', 'PURCHASE_FAILED'))`.execute(
    core.db,
  )
  t.strictSame(rows, [], 'no draw is open for an order of which nothing is left')
  t.comment([...happened].map(([code, count]) => `${code} ${count}`).join(', '))
  t.ok((await draws()).length > 10, `credit was used: ${(await draws()).length} draws`)
  t.ok((await draws()).some((draw) => draw.state === 'REPAID'))
  const proof = await core.reads.ledgerProof()
  t.strictSame([proof.unbalancedGroups, proof.driftedAccounts], [[], []])
})

t.test('finance grants by two people; narrowing takes one', async (t) => {
  const { propose, decide, core, tenant, line } = await open(t)
  const maker = { kind: 'finance', id: 'stf_maker' } as const
  const checker = { kind: 'finance', id: 'stf_checker' } as const
  const wide = await propose(maker, { status: 'ACTIVE', limitMinor: 5_000n, termDays: 30 })
  t.match(wide, { state: 'PROPOSED', needsSecond: true })
  t.equal(await line(), undefined, 'nothing is granted yet')
  await t.rejects(propose(checker, { status: 'ACTIVE', limitMinor: 1n, termDays: 30 }), { code: 'credit.change_pending' })
  await t.rejects(decide(maker, wide.id, 'approve'), { code: 'booking.second_person_required' })
  await t.rejects(
    sql`update credit_change set state = 'IN_FORCE', checker_id = maker_id, decided_at = now() where id = ${wide.id}`.execute(core.db),
    /credit_change_four_eyes/,
  )
  await decide(checker, wide.id, 'approve')
  t.match(await line(), { status: 'ACTIVE', limitMinor: 5_000n, termDays: 30 })
  await t.rejects(decide(checker, wide.id, 'reject'), { code: 'credit.change_decided' })

  t.match(await propose(maker, { status: 'SUSPENDED', limitMinor: 5_000n, termDays: 30 }), { state: 'IN_FORCE', needsSecond: false })
  t.match(await line(), { status: 'SUSPENDED' })
  const again = await propose(maker, { status: 'ACTIVE', limitMinor: 5_000n, termDays: 30 })
  t.match(again, { state: 'PROPOSED' }, 'opening it again widens it')
  const history = await core.db
    .selectFrom('stateHistory')
    .select(['event', 'actorId'])
    .where('machine', '=', 'creditChange')
    .where('resourceId', '>=', wide.id)
    .orderBy('id')
    .execute()
  t.strictSame(
    history.map(({ event, actorId }) => [event, actorId]),
    [
      ['approve', checker.id],
      ['enact', maker.id],
    ],
  )
  await t.rejects(
    core.uow.run((tx) => core.commands.repayCredit(tx, { tenant, actor: PARTNER, amount: money(1, 'USD') })),
    { code: 'credit.nothing_owed' },
  )
})
