import t from 'tap'
import { MACHINE_CATALOGUE } from '../../src/domain/machine-catalogue.ts'
import { brokenQuantityRules, LINE_COUNTERS, type LineCounter, quantitiesOf } from '../../src/domain/orders/line-quantities.ts'
import {
  acceptAsIs,
  cancelBeforePurchase,
  initialQuantities,
  inspect,
  pack,
  purchase,
  store as putAway,
  receive,
  refund,
  reserve,
  ship,
} from '../../src/domain/orders/quantities.ts'
import { snakeCase } from '../../src/store/row-sql.ts'
import { insertEverything } from './everything.ts'
import { openStore, refusedBy } from './open-store.ts'
import { insertOrder, newTenant } from './order-rows.ts'
import { aLot, aRefund } from './warehouse-rows.ts'

const TABLE_OF_MACHINE: Record<string, string> = {
  orderLine: 'order_line',
  refund: 'refund_case',
  topUp: 'top_up',
  creditDraw: 'credit_draw',
  creditChange: 'credit_change',
}

type Counters = Record<LineCounter, number>

/** A line with units in most places, so that every rule has something to weigh. */
function halfWay() {
  const bought = purchase(cancelBeforePurchase(initialQuantities(20), 2), 16)
  const inspected = inspect(receive(ship(bought, 14), 10), { passed: 5, failed: 3 })
  return refund(pack(reserve(putAway(acceptAsIs(inspected, 1), 4), 3), 2), 2)
}

/** Every vector one or two counters away. */
function* neighbours(start: Counters): Generator<Counters> {
  for (const [index, first] of LINE_COUNTERS.entries()) {
    for (const by of [1, -1]) {
      const one = { ...start, [first]: start[first] + by }
      yield one
      for (const second of LINE_COUNTERS.slice(index + 1)) yield { ...one, [second]: one[second] + 1 }
    }
  }
}

t.test('the schema is the last guard', async (t) => {
  const store = await openStore(t)
  const { raw, unitOfWork } = store
  const tenant = await newTenant(store)
  const rows = await insertEverything(store, tenant)

  t.test('of the states: exactly those of the machines', async (t) => {
    for (const { machine } of MACHINE_CATALOGUE) {
      const table = TABLE_OF_MACHINE[machine.name] ?? machine.name
      const found = await raw.query(`select pg_get_constraintdef(oid) as text from pg_constraint where conname = $1`, [`${table}_state`])
      const states = [...String(found.rows[0]?.text).matchAll(/'([A-Z_]+)'/g)].map((match) => match[1])
      t.strictSame(states.sort(), Object.keys(machine.table).sort(), table)
      t.equal(await refusedBy(raw, `update ${table} set state = 'NOWHERE'`), `${table}_state`, `${table} in a state that does not exist`)
    }
  })

  t.test('of the units: no counter below zero', async (t) => {
    for (const counter of LINE_COUNTERS.map(snakeCase)) {
      const refused = await refusedBy(raw, `update order_line set ${counter} = -1 where id = $1`, [rows.line.id])
      t.match(refused, /^order_line_quantities/, counter)
    }
  })

  t.test('of the units: it judges every vector of counters as the domain does', async (t) => {
    const { line } = await unitOfWork.run((tx) => insertOrder(tx, tenant))
    const names = LINE_COUNTERS.map(snakeCase).join(', ')
    await raw.query(`
      create function refused(vectors jsonb) returns boolean[] language plpgsql as $$
      declare
        vector jsonb;
        answers boolean[] := '{}';
      begin
        for vector in select jsonb_array_elements(vectors) loop
          begin
            update order_line set (${names}) = (select ${names} from jsonb_populate_record(null::order_line, vector)) where id = '${line.id}';
            answers := answers || false;
          exception when check_violation then
            answers := answers || true;
          end;
        end loop;
        return answers;
      end $$`)
    const none = Object.fromEntries(LINE_COUNTERS.map((counter) => [counter, 0])) as Counters
    for (const start of [none, quantitiesOf(halfWay())]) {
      const vectors = [start, ...neighbours(start)]
      const snake = vectors.map((vector) => Object.fromEntries(LINE_COUNTERS.map((counter) => [snakeCase(counter), vector[counter]])))
      const { rows } = await raw.query<{ refused: boolean[] }>('select refused($1)', [JSON.stringify(snake)])
      const expected = vectors.map((vector) => brokenQuantityRules(vector).length > 0)
      t.equal(expected[0], false, 'the start itself is sound')
      t.ok(expected.filter(Boolean).length > 200)
      t.strictSame(rows[0]?.refused, expected)
    }
  })

  t.test('of everything else', async (t) => {
    const attacks: [string, string, string][] = [
      [
        'more refunded than paid',
        `update order_line set refunded_minor = total_minor + 1 where id = '${rows.line.id}'`,
        'order_line_refund_limit',
      ],
      ['a negative refund', `update order_line set refunded_minor = -1 where id = '${rows.line.id}'`, 'order_line_refund_limit'],
      [
        'counts that do not add up',
        `update inspection set counted_quantity = 3, passed_quantity = 1, failed_quantity = 1`,
        'inspection_counts',
      ],
      ['half of a count', `update inspection set counted_quantity = 3`, 'inspection_counts'],
      [
        'a negative count',
        `update inspection set counted_quantity = -1, passed_quantity = -1, failed_quantity = 0`,
        'inspection_counted_quantity_check',
      ],
      ['a decision without its time', `update inspection set decision = 'DISPOSE'`, 'inspection_check'],
      ['more reserved than there is', `update stock_lot set reserved_quantity = quantity + 1`, 'stock_lot_reservation'],
      ['less than nothing in a bin', `update stock_lot set quantity = -1`, 'stock_lot_quantity_check'],
      ['less than nothing counted in a parcel', `update parcel_line set counted_quantity = -1`, 'parcel_line_counted_quantity_check'],
      ['an empty item', `update shipment_item set quantity = 0`, 'shipment_item_quantity_check'],
      [
        'an order without its quote',
        `update agent_order set quote_id = 'quo_0' where id = '${rows.order.id}'`,
        'agent_order_quote_id_partner_id_livemode_fkey',
      ],
      ['a test line made live', `update order_line set livemode = true`, 'parcel_line_line_id_partner_id_livemode_fkey'],
      ['a test parcel made live', `update parcel set livemode = true`, 'parcel_line_parcel_id_partner_id_livemode_fkey'],
      ['a changed event', `update partner_event set type = 'order.cancelled'`, 'append_only'],
      ['a removed event', `delete from partner_event`, 'append_only'],
      ['a changed history', `update state_history set reason = 'x'`, 'append_only'],
      ['a removed history', `delete from state_history`, 'append_only'],
      ['emptied histories', `truncate state_history`, 'append_only'],
      [
        'a made-up role',
        `insert into staff_user values ('stf_1', 'x', 'x', 'x', '{root}', 'en', null, now(), 1)`,
        'staff_user_roles_check',
      ],
    ]
    for (const [name, text, constraint] of attacks) t.equal(await refusedBy(raw, text), constraint, name)
  })

  t.test('of what 1688 and the couriers number', async (t) => {
    const second = await insertEverything(store, tenant)
    const same: [string, string, string, string][] = [
      ['purchase', 'upstream_order_id', second.purchase.id, 'purchase_upstream_order'],
      ['refund_case', 'upstream_refund_id', second.refund.id, 'refund_case_upstream_refund'],
      ['parcel', 'waybill_no', second.parcel.id, 'parcel_waybill'],
      ['shipment', 'carrier_tracking_no', second.shipment.id, 'shipment_tracking'],
    ]
    for (const [table, column, id, index] of same) {
      await raw.query(`update ${table} set ${column} = 'N1' where id <> $1`, [id])
      t.equal(await refusedBy(raw, `update ${table} set ${column} = 'N1' where id = $1`, [id]), index, `${table}.${column}`)
    }
  })

  t.test('of the tenant: nothing hangs under another partner', async (t) => {
    const other = await newTenant(store)
    const { order, line } = await unitOfWork.run((tx) => insertOrder(tx, other))
    const stolen = aLot(tenant, { orderId: order.id, lineId: line.id, inspectionId: rows.inspection.id })
    await t.rejects(
      unitOfWork.run((tx) => tx.stock.insert(stolen)),
      { code: '23503' },
    )
  })

  t.test('of the refunded units: all open and paid goods claims together stay within what was ordered', async (t) => {
    const { order, line } = await unitOfWork.run((tx) => insertOrder(tx, tenant))
    const claim = (change: Parameters<typeof aRefund>[2]) => {
      const refund = aRefund(tenant, { orderId: order.id, lineId: line.id }, change)
      return unitOfWork.run(async (tx) => {
        await tx.refunds.insert(refund)
        return refund
      })
    }
    const first = await claim({ quantity: 6 })
    await t.rejects(claim({ quantity: 5 }), { code: 'refund.quantity_exceeds_refundable' })
    await claim({ quantity: 0, type: 'FREIGHT_TRUE_UP' })
    await claim({ quantity: 10, type: 'GOODWILL' })
    await claim({ quantity: 9, state: 'CANCELLED' })
    const four = await Promise.allSettled([claim({ quantity: 4 }), claim({ quantity: 4 })])
    t.strictSame(four.map(({ status }) => status).sort(), ['fulfilled', 'rejected'], 'of two at the same time one wins')
    await unitOfWork.run((tx) => tx.refunds.update({ ...first, state: 'CANCELLED' }))
    await claim({ quantity: 6 })
    await t.rejects(
      unitOfWork.run((tx) => tx.refunds.update({ ...first, version: 2, state: 'UNDER_REVIEW' })),
      {
        code: 'refund.quantity_exceeds_refundable',
      },
    )
  })

  t.test('of the inspection: one open case at a time', async (t) => {
    const { order, line, inspection } = await insertEverything(store, tenant)
    const claim = (state: 'SUBMITTED' | 'CLOSED') =>
      unitOfWork.run((tx) =>
        tx.refunds.insert(aRefund(tenant, { orderId: order.id, lineId: line.id }, { inspectionId: inspection.id, state })),
      )
    await claim('SUBMITTED')
    await t.rejects(claim('SUBMITTED'), { code: 'refund.open_case_exists' })
    await claim('CLOSED')
  })
})
