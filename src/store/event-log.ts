import type { EventLog, NewEvent } from '../domain/ports.ts'
import type { BatchPart } from './compose-batch.ts'
import { writeJsonColumn } from './json-column.ts'
import type { Scope } from './scope.ts'

/**
 * Appends events with the next numbers of their resource, together with the other pending writes. The counter's row lock makes two
 * writers of one resource queue up and a rollback gives its numbers back, so the numbers have no gaps and rise in the order of the commits.
 */
export function createEventLog(scope: Scope, ids: { next(prefix: 'evt'): string }): EventLog {
  let told: Told[] = []
  scope.writes.join(() => {
    const byResource = Map.groupBy(told, ({ event }) => `${event.resourceId} ${event.tenant.partnerId} ${event.tenant.livemode}`)
    told = []
    return [...byResource.values()].map(partOf)
  })
  return {
    async append(event) {
      await scope.writes.awaitRoom()
      told.push({ id: ids.next('evt'), event })
    },
  }
}

type Told = { id: string; event: NewEvent }

const COLUMNS = 'id, type, resource_type, resource_version, payload, created_at, resource_id, partner_id, livemode, sequence'

/** The events of one resource: its counter moves on by as many. */
function partOf(told: readonly Told[]): BatchPart {
  const [first] = told
  if (first === undefined) throw new RangeError('a part without events')
  const { tenant, resourceId } = first.event
  return {
    kind: `${told.length} events`,
    values: [
      ...[resourceId, tenant.partnerId, tenant.livemode],
      ...told.flatMap(({ id, event }) => [
        id,
        event.type,
        event.resourceType,
        event.resourceVersion,
        writeJsonColumn(event.payload),
        event.at,
      ]),
    ],
    write: (name, place) => {
      const counter = `${name} as (
        insert into event_sequence (resource_id, partner_id, livemode, last_sequence) values (${place()}, ${place()}, ${place()}, ${told.length})
        on conflict (resource_id, partner_id, livemode) do update set last_sequence = event_sequence.last_sequence + ${told.length}
        returning resource_id, partner_id, livemode, last_sequence)`
      const events = told.map((_, index) => {
        const types = ['text', 'text', 'text', 'int', 'jsonb', 'timestamptz'].map((type) => `${place()}::${type}`)
        return `${name}_${index} as (
          insert into partner_event (${COLUMNS})
          select ${types.join(', ')}, resource_id, partner_id, livemode, last_sequence - ${told.length - 1 - index} from ${name})`
      })
      return [counter, ...events]
    },
  }
}
