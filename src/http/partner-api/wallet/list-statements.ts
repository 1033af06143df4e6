import { z } from 'zod'
import { wholeList } from '../../pagination.ts'
import { instantWire, listWire, toInstantWire } from '../../schema/wire.ts'
import { definePartnerRoute } from '../define-partner-route.ts'
import { monthWire } from './statement-presenter.ts'

const monthEntryWire = z
  .object({
    month: monthWire,
    status: z.enum(['open', 'closed']),
    entryCount: z.int().nullable().meta({ description: 'Null while the month runs.' }),
    digest: z.string().nullable(),
    closedAt: instantWire.nullable(),
  })
  .meta({ id: 'StatementMonth' })

export const listStatements = definePartnerRoute({
  method: 'GET',
  path: '/v1/statements',
  operationId: 'listStatements',
  tag: 'Wallet',
  summary: 'List statements',
  description: 'Every month in which money of yours moved, newest first. A month ends at midnight in China and is closed within two hours.',
  scope: 'wallet:read',
  response: {
    status: 200,
    schema: listWire(monthEntryWire, 'StatementList'),
    example: wholeList([{ month: '2026-11', status: 'open', entryCount: null, digest: null, closedAt: null }]),
  },
  handler: async ({ reads, tenant }) => {
    const months = await reads.statementMonths(tenant)
    return wholeList(
      months.map(({ month, closed }) => ({
        month,
        status: closed === null ? 'open' : 'closed',
        entryCount: closed?.entries ?? null,
        digest: closed?.digest ?? null,
        closedAt: toInstantWire(closed?.closedAt ?? null),
      })),
    )
  },
})
