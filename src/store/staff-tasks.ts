import { type RawBuilder, sql } from 'kysely'
import type { InspectionState } from '../domain/inspections/inspection-machine.ts'
import type { ParcelState } from '../domain/parcels/parcel-machine.ts'
import type { StaffTask } from '../domain/read-ports.ts'
import type { RefundState } from '../domain/refunds/refund-states.ts'
import type { ShipmentState } from '../domain/shipments/shipment-states.ts'
import type { Db } from './database.ts'

type Kind = StaffTask['kind']

/** States in which a person has something to do. */
const ARRIVING: ParcelState[] = ['EXPECTED', 'IN_TRANSIT', 'STALLED', 'DELIVERED_UNCONFIRMED']
const TO_INSPECT: InspectionState[] = ['READY', 'IN_PROGRESS', 'HOLD_IP', 'HOLD_DG']
const TO_PACK: ShipmentState[] = ['SUBMITTED', 'PICKING', 'PACKING', 'READY']
const TO_CLAIM: RefundState[] = ['SUBMITTED', 'NEEDS_EVIDENCE', 'UNDER_REVIEW', 'NEEDS_MODIFICATION', 'RETURN_APPROVED', 'UPSTREAM_CLOSED']

/** One select per kind; all give the columns of `StaffTask`. The first line stands for what has several. */
const TASKS: Record<Kind, RawBuilder<StaffTask>> = {
  arrival: sql`
    select 'arrival' as kind, t.id, t.state, coalesce(l.snapshot ->> 'titleZh', '') as title, l.snapshot ->> 'imageUrl' as image_url,
      coalesce(l.quantity, 0)::int as quantity, p.name as partner_name, t.livemode, t.waybill_no, t.signed_at as due_at, t.created_at
    from parcel t join partner p on p.id = t.partner_id
    left join lateral (
      select (array_agg(o.snapshot order by o.line_no, o.id))[1] as snapshot, sum(c.expected_quantity) as quantity
      from parcel_line c join order_line o on o.id = c.line_id where c.parcel_id = t.id
    ) l on true
    where t.state = any(${ARRIVING}::text[])`,
  inspection: sql`
    select 'inspection' as kind, t.id, t.state, l.snapshot ->> 'titleZh' as title, l.snapshot ->> 'imageUrl' as image_url,
      t.expected_quantity as quantity, p.name as partner_name, t.livemode, c.waybill_no, t.inspect_by as due_at, t.created_at
    from inspection t join partner p on p.id = t.partner_id join order_line l on l.id = t.line_id join parcel c on c.id = t.parcel_id
    where t.state = any(${TO_INSPECT}::text[])`,
  consolidation: sql`
    select 'consolidation' as kind, t.id, t.state, coalesce(l.snapshot ->> 'titleZh', t.line_code) as title,
      l.snapshot ->> 'imageUrl' as image_url, coalesce(l.quantity, 0)::int as quantity, p.name as partner_name, t.livemode,
      t.carrier_tracking_no as waybill_no, null::timestamptz as due_at, t.created_at
    from shipment t join partner p on p.id = t.partner_id
    left join lateral (
      select (array_agg(o.snapshot order by o.line_no, o.id))[1] as snapshot, sum(i.quantity) as quantity
      from shipment_item i join order_line o on o.id = i.line_id where i.shipment_id = t.id
    ) l on true
    where t.state = any(${TO_PACK}::text[])`,
  refund: sql`
    select 'refund' as kind, t.id, t.state, l.snapshot ->> 'titleZh' as title, l.snapshot ->> 'imageUrl' as image_url,
      t.quantity, p.name as partner_name, t.livemode, t.return_waybill_no as waybill_no, t.deadline_at as due_at, t.created_at
    from refund_case t join partner p on p.id = t.partner_id join order_line l on l.id = t.line_id
    where t.state = any(${TO_CLAIM}::text[])`,
  disposal: sql`
    select 'disposal' as kind, t.id, 'ABANDONED' as state, l.snapshot ->> 'titleZh' as title, l.snapshot ->> 'imageUrl' as image_url,
      t.quantity, p.name as partner_name, t.livemode, null::text as waybill_no, null::timestamptz as due_at, t.abandoned_at as created_at
    from stock_lot t join partner p on p.id = t.partner_id join order_line l on l.id = t.line_id
    where t.abandoned_at is not null and t.disposed_at is null`,
}

const KINDS = Object.keys(TASKS) as Kind[]

/** What people have to do, the most urgent first: by due time, then by age. */
export async function listTasks(db: Db, { kinds = KINDS, limit }: { kinds?: Kind[]; limit: number }): Promise<StaffTask[]> {
  if (kinds.length === 0) return []
  const selects = [...new Set(kinds)].map((kind) => sql`(${TASKS[kind]} order by due_at nulls last, created_at, id limit ${limit})`)
  const { rows } = await sql<StaffTask>`
    select * from (${sql.join(selects, sql` union all `)}) task order by due_at nulls last, created_at, id limit ${limit}`.execute(db)
  return rows
}

/** How much there is to do, per kind of task. */
export async function countTasks(db: Db): Promise<Record<Kind, number>> {
  const { rows } = await sql<Record<Kind, number>>`
    select
      (select count(*) from parcel where state = any(${ARRIVING}::text[]))::int as arrival,
      (select count(*) from inspection where state = any(${TO_INSPECT}::text[]))::int as inspection,
      (select count(*) from shipment where state = any(${TO_PACK}::text[]))::int as consolidation,
      (select count(*) from refund_case where state = any(${TO_CLAIM}::text[]))::int as refund,
      (select count(*) from stock_lot where abandoned_at is not null and disposed_at is null)::int as disposal`.execute(db)
  const [counts] = rows
  if (counts === undefined) throw new Error('counting tasks gave no answer')
  return counts
}
