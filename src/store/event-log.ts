import { sql } from 'kysely'
import type { PartnerEvent } from '../domain/events/partner-event.ts'
import type { EventLog } from '../domain/ports.ts'
import { writeJsonColumn } from './json-column.ts'
import type { Scope } from './scope.ts'

/**
 * Appends events with the next number of their resource. The counter's row lock makes two writers of one resource queue up and a
 * rollback gives its number back, so the numbers have no gaps and rise in the order of the commits.
 */
export function createEventLog(scope: Scope, ids: { next(prefix: 'evt'): string }): EventLog {
  return {
    async append({ tenant, type, resourceType, resourceId, resourceVersion, payload, at }) {
      const id = ids.next('evt')
      const { partnerId, livemode } = tenant
      const { rows } = await sql<PartnerEvent>`
        with next as (
          insert into event_sequence (resource_id, partner_id, livemode, last_sequence)
          values (${resourceId}, ${partnerId}, ${livemode}, 1)
          on conflict (resource_id, partner_id, livemode) do update set last_sequence = event_sequence.last_sequence + 1
          returning last_sequence
        )
        insert into partner_event
          (id, partner_id, livemode, type, resource_type, resource_id, resource_version, sequence, payload, created_at)
        select ${id}, ${partnerId}, ${livemode}, ${type}, ${resourceType}, ${resourceId}, ${resourceVersion}::int, last_sequence,
          ${writeJsonColumn(payload)}::jsonb, ${at}::timestamptz
        from next
        returning *`.execute(scope.direct())
      const [event] = rows
      if (event === undefined) throw new Error('the event was not written')
      return event
    },
  }
}
