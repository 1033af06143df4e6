import t from 'tap'
import { historyOf } from '../../src/store/children.ts'
import { aMove, anEvent } from './ledger-rows.ts'
import { openStore } from './open-store.ts'
import { newTenant } from './order-rows.ts'

t.test('events of a resource', async (t) => {
  const store = await openStore(t)
  const { unitOfWork, db } = store
  const tenant = await newTenant(store)
  const append = (resourceId: string) => unitOfWork.run((tx) => tx.events.append(anEvent(tenant, resourceId)))
  const sequences = async (resourceId: string) => {
    const events = db.selectFrom('partnerEvent').select('sequence').where('resourceId', '=', resourceId)
    return (await events.orderBy('sequence').execute()).map((event) => event.sequence)
  }

  t.test('come back as they were told', async (t) => {
    await append('ord_a')
    const event = await db.selectFrom('partnerEvent').selectAll().where('resourceId', '=', 'ord_a').executeTakeFirstOrThrow()
    const { tenant: _, at, ...told } = anEvent(tenant, 'ord_a')
    t.strictSame(event, { ...tenant, ...told, id: event.id, sequence: 1, createdAt: at })
    t.match(event.id, /^evt_[0-9a-z]{26}$/)
  })

  t.test('are numbered 1, 2, 3 without gaps, though many append and some roll back', async (t) => {
    const attempts = Array.from({ length: 60 }, (_, index) =>
      unitOfWork.run(async (tx) => {
        await tx.events.append(anEvent(tenant, 'ord_b'))
        if (index % 3 === 0) throw new Error('roll back')
      }),
    )
    const outcomes = await Promise.allSettled(attempts)
    t.equal(outcomes.filter(({ status }) => status === 'rejected').length, 20)
    t.strictSame(
      await sequences('ord_b'),
      Array.from({ length: 40 }, (_, index) => index + 1),
    )
  })

  t.test('are numbered within one transaction too, and per tenant', async (t) => {
    await unitOfWork.run(async (tx) => {
      await tx.events.append(anEvent(tenant, 'ord_c'))
      await tx.events.append({ ...anEvent(tenant, 'ord_c'), resourceVersion: 2 })
      await tx.events.append(anEvent({ ...tenant, livemode: true }, 'ord_c'))
      await tx.orders.find('ord_c')
      await tx.events.append({ ...anEvent(tenant, 'ord_c'), resourceVersion: 3 })
    })
    const events = db.selectFrom('partnerEvent').select(['livemode', 'resourceVersion', 'sequence']).where('resourceId', '=', 'ord_c')
    const [second, third] = [2, 3].map((number) => ({ livemode: false, resourceVersion: number, sequence: number }))
    const { resourceVersion } = anEvent(tenant, 'ord_c')
    const firsts = [false, true].map((livemode) => ({ livemode, resourceVersion, sequence: 1 }))
    t.strictSame(await events.orderBy('livemode').orderBy('sequence').execute(), [firsts[0], second, third, firsts[1]])
  })

  t.test('the history of an order keeps actor, reason and evidence', async (t) => {
    const move = { ...aMove(tenant, 'ord_d', 'oln_d'), reason: 'because' }
    await unitOfWork.run((tx) => tx.history.append(move))
    t.strictSame(await historyOf(db, 'orderId', 'ord_d'), [move])
    t.strictSame(await historyOf(db, 'resourceId', 'oln_d'), [move])
  })
})
