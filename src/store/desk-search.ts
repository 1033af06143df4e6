import { sql } from 'kysely'
import type { SearchHit } from '../domain/orders/desk-orders.ts'
import type { Db } from './database.ts'

const MOST_HITS = 20

/** Everything that carries this number, each place asked along an index of its own. */
export async function searchDesk(db: Db, text: string): Promise<SearchHit[]> {
  // Our ids are small letters; printed on a label, some scanners send capitals.
  const [asked, id] = [text.trim(), text.trim().toLowerCase()]
  if (asked === '') return []
  const { rows } = await sql<SearchHit>`
    with hit as (
      select 'order' as kind, o.id, o.livemode, o.partner_id, o.created_at from agent_order o where o.id in (${ordersOf(asked, id)})
      union all
      select 'inspection', i.id, i.livemode, i.partner_id, i.created_at from inspection i where i.id = ${id}
      union all
      select 'shipment', s.id, s.livemode, s.partner_id, s.created_at from shipment s
      where s.id = ${id} or s.carrier_tracking_no = ${asked}
      union all
      select 'refund', r.id, r.livemode, r.partner_id, r.created_at from refund_case r
      where r.id = ${id} or r.upstream_refund_id = ${asked}
      union all
      select 'topUp', t.id, t.livemode, t.partner_id, t.created_at from top_up t where t.id = ${id} or t.reference = upper(${asked})
      union all
      select 'partner', p.id, true, p.id, p.created_at from partner p
      where p.id = ${id} or strpos(lower(p.name), ${id}) > 0
    )
    select h.kind, h.id, h.livemode, p.name as partner_name, h.created_at
    from hit h join partner p on p.id = h.partner_id
    order by h.created_at desc, h.id desc limit ${MOST_HITS}`.execute(db)
  return rows
}

/** Orders by any number that leads to one: their own, the partner's, a line's, a purchase's, 1688's, a waybill, a posting group. */
function ordersOf(asked: string, id: string) {
  return sql`
    select ${id}
    union select order_id from quote where id = ${id}
    union select order_id from order_line where id = ${id}
    union select order_id from purchase where id = ${id} or upstream_order_id = ${asked}
    union
      select u.order_id from parcel c join purchase u on u.id = c.purchase_id
      where c.id = ${id} or c.waybill_no = ${asked} or c.waybill_aliases @> array[${asked}]::text[]
    union select source_id from credit_draw where id = ${id}
    union
      select o.id from partner p cross join (values (true), (false)) mode(livemode)
      join agent_order o on o.partner_id = p.id and o.livemode = mode.livemode and o.external_ref = ${asked}
    union
      select coalesce(l.order_id, u.order_id, d.source_id, g.source_id) from posting_group g
      left join order_line l on l.id = g.source_id left join purchase u on u.id = g.source_id left join credit_draw d on d.id = g.source_id
      where g.id = ${id}`
}
