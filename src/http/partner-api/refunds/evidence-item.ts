import { z } from 'zod'
import { REASON_CODES, reasonRule } from '../../../domain/refunds/reasons.ts'
import { idWire } from '../../schema/wire.ts'

/** Everything any reason asks for (domain.md 10.5). */
const ITEMS = [
  ...new Set(REASON_CODES.map(reasonRule).flatMap(({ evidence, evidenceIfApplicable }) => [...evidence, ...evidenceIfApplicable])),
].sort()

export const evidenceItemInput = z
  .strictObject({ fileId: idWire('fil'), item: z.enum(ITEMS) })
  .meta({ id: 'EvidenceItem', description: 'A file of yours and what it proves.' })

export const evidenceItemWire = z
  .object({ fileId: idWire('fil'), item: z.string() })
  .meta({ id: 'RefundEvidence', description: 'A file and what it proves.' })
