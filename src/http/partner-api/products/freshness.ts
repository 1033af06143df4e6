import { z } from 'zod'
import { instantWire } from '../../schema/wire.ts'
import type { Rendered } from './ready-answer.ts'

const warningWire = z
  .object({
    code: z.string().meta({ description: '`stale`: the answer is older than it should be. More may come.' }),
    reason: z.string().meta({
      description:
        'Why: `upstreamUnavailable` (1688 does not answer) or `upstreamQuotaExhausted` (our quota there is used up). More may come.',
    }),
    ageSeconds: z.int().min(0).meta({ description: 'How old it was when it was written; the `Age` header is exact.' }),
  })
  .meta({ id: 'CatalogueWarning', description: 'Something to know before you rely on the answer.' })

/** Fields of every answer that shows what 1688 said. */
export const freshnessFields = {
  asOf: instantWire.meta({ description: 'When 1688 was asked. A quote always asks anew.' }),
  warnings: z.array(warningWire).meta({ description: 'Empty as long as 1688 answers; show the goods all the same.' }),
}

export const freshnessExample = { asOf: '2026-11-22T01:02:03.000Z', warnings: [] }

/** How fresh an answer is, in its body. */
export function presentFreshness({ asOf, trouble }: Rendered, now: Date) {
  const ageSeconds = Math.max(0, Math.floor((now.getTime() - asOf.getTime()) / 1000))
  return { asOf: asOf.toISOString(), warnings: trouble === null ? [] : [{ code: 'stale', reason: trouble, ageSeconds }] }
}
