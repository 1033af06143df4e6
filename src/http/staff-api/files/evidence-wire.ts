import { z } from 'zod'
import { FILE_PURPOSES } from '../../../domain/files/stored-file.ts'
import type { RefundCase } from '../../../domain/refunds/refund-case.ts'
import type { StaffContext } from '../staff-door.ts'

export const evidenceWire = z
  .object({
    fileId: z.string(),
    items: z.array(z.string()).meta({ description: 'What it was handed in for; empty for a file that came with the claim.' }),
    isKept: z.boolean().meta({ description: 'False once its time is over: it can no longer be shown.' }),
    isPicture: z.boolean(),
    fromPartner: z.boolean().meta({ description: 'False for a picture of ours.' }),
    purpose: z.enum(FILE_PURPOSES).nullable(),
    fileName: z.string().nullable(),
    byteLength: z.int(),
  })
  .meta({ id: 'StaffEvidence', description: 'One file of a claim or a shipment.' })

type Named = Pick<RefundCase, 'evidenceFileIds' | 'evidenceItems'>

/** Every file that is named, with what is known of it. */
export async function readEvidence(
  { reads }: StaffContext,
  { evidenceFileIds, evidenceItems }: Named,
): Promise<z.output<typeof evidenceWire>[]> {
  const files = new Map((await reads.files(evidenceFileIds)).map((file) => [file.id, file]))
  return evidenceFileIds.map((fileId) => {
    const file = files.get(fileId)
    return {
      fileId,
      items: evidenceItems.filter((one) => one.fileId === fileId).map(({ item }) => item),
      isKept: file !== undefined,
      isPicture: file?.contentType.startsWith('image/') ?? false,
      fromPartner: file === undefined || file.purpose !== null,
      purpose: file?.purpose ?? null,
      fileName: file?.fileName ?? null,
      byteLength: file?.byteLength ?? 0,
    }
  })
}
