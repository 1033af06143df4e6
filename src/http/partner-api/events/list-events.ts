import { z } from 'zod'
import { listAnswer, pageRequestOf } from '../../pagination.ts'
import { listWire, pageQuery } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { withoutUndefined } from '../without-undefined.ts'
import { eventExample, eventTypeWire, eventWire, presentEvent } from './event-presenter.ts'

export const listEvents = definePartnerRoute({
  method: 'GET',
  path: '/v1/events',
  operationId: 'listEvents',
  tag: 'Events',
  summary: 'List events',
  description:
    'Everything that was told, newest first. A notice about stored goods (`stock.expiring`) counts as received once it was listed here to a key of yours.',
  scope: 'events:read',
  query: z.strictObject({
    type: z.array(eventTypeWire).max(20).optional().meta({ description: 'Any of these; repeat the parameter.' }),
    resourceId: z.string().min(1).max(64).optional(),
    ...pageQuery,
  }),
  response: {
    status: 200,
    schema: listWire(eventWire, 'EventList'),
    example: { object: 'list', data: [eventExample], hasMore: false, nextCursor: null },
  },
  handler: async ({ reads, cursors, receiveNotices, tenant, query }) => {
    const filter = withoutUndefined({ types: query.type, resourceId: query.resourceId })
    const page = await reads.events(tenant, filter, pageRequestOf(cursors, query))
    await receiveNotices({ tenant, noticeIds: page.rows.flatMap(({ payload }) => noticeIdOf(payload)) })
    return listAnswer(page, { cursors, query, position: (event) => event, present: presentEvent })
  },
})

function noticeIdOf({ noticeId }: Record<string, unknown>): string[] {
  return typeof noticeId === 'string' ? [noticeId] : []
}
