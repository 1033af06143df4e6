import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { basename, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { FILE_PURPOSES, type FilePurpose } from '../../../domain/files/stored-file.ts'
import { Problem } from '../../problem.ts'
import type { Received } from '../../route.ts'
import { fieldsOfZodIssues } from '../../schema/field-problems.ts'
import { openUploadFolder } from './upload-folder.ts'

/** What arrives within the half minute a request has, over three megabits a second. */
export const LARGEST_UPLOAD_BYTES = 10 * 1024 * 1024

export type UploadForm = {
  path: string
  sourceSha256: string
  declaredType: string | null
  fileName: string | null
  purpose: FilePurpose
}

const fields = z.strictObject({
  purpose: z.enum(FILE_PURPOSES),
  sha256: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/)
    .optional(),
})

/**
 * Reads the form of an upload; its file goes to a folder of its own and is never held whole in memory. Throws problems of the request,
 * `file.too_large` and `file.checksum_mismatch`.
 */
export async function receiveUpload(request: FastifyRequest): Promise<UploadForm & Received> {
  if (!request.isMultipart()) throw new Problem('request.unsupported_media_type')
  const { path, discard } = await openUploadFolder()
  try {
    const form = await readForm(request, join(path, 'content'))
    const { sourceSha256, declaredType, fileName, purpose } = form
    return { ...form, identity: { sourceSha256, declaredType, fileName, purpose }, discard }
  } catch (error) {
    await discard()
    throw error
  }
}

async function readForm(request: FastifyRequest, path: string): Promise<UploadForm> {
  const values: Record<string, unknown> = {}
  let file: { sha256: string; byteLength: number; declaredType: string | null; fileName: string | null } | undefined
  for await (const part of partsOf(request)) {
    if (part.type === 'field') {
      if (Object.hasOwn(values, part.fieldname)) throw invalid(part.fieldname, 'not_unique')
      values[part.fieldname] = part.valueTruncated ? undefined : part.value
    } else {
      if (part.fieldname !== 'content') throw invalid(part.fieldname, 'unknown_field')
      file = { ...(await spool(part, path)), declaredType: part.mimetype || null, fileName: nameOf(part.filename) }
    }
  }
  const parsed = fields.safeParse(values)
  if (!parsed.success)
    throw new Problem('request.validation_failed', {}, { fields: fieldsOfZodIssues('body', parsed.error.issues, values) })
  if (file === undefined || file.byteLength === 0) throw invalid('content', 'required')
  const { sha256, purpose } = parsed.data
  if (sha256 !== undefined && sha256.toLowerCase() !== file.sha256) throw new Problem('file.checksum_mismatch')
  return { path, sourceSha256: file.sha256, declaredType: file.declaredType, fileName: file.fileName, purpose }
}

/** A form that breaks off or is no form is the caller's fault; its parser throws errors without a code. */
async function* partsOf(request: FastifyRequest) {
  const parts = request.parts()
  for (;;) {
    let next: Awaited<ReturnType<typeof parts.next>>
    try {
      next = await parts.next()
    } catch (error) {
      throw 'code' in (error as Error) ? error : new Problem('request.malformed', {}, { cause: error })
    }
    if (next.done) return
    yield next.value
  }
}

async function spool(part: MultipartFile, path: string): Promise<{ sha256: string; byteLength: number }> {
  const hash = createHash('sha256')
  let byteLength = 0
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      byteLength += chunk.byteLength
      done(null, chunk)
    },
  })
  try {
    await pipeline(part.file, measure, createWriteStream(path, { mode: 0o600, flags: 'wx' }))
  } catch (error) {
    // Only the disk has codes of its own; what the sender or his line broke has none, or a code of the parser.
    throw isDiskError(error) ? error : new Problem('request.malformed', {}, { cause: error })
  }
  if (part.file.truncated) throw new Problem('file.too_large')
  return { sha256: hash.digest('hex'), byteLength }
}

function isDiskError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && 'path' in error
}

const LONGEST_NAME = 120

/** Only shown: without folders, without what cannot be seen, and short. Null when nothing is left. */
function nameOf(sent: string | undefined): string | null {
  const name = basename((sent ?? '').normalize('NFC').replaceAll('\\', '/'))
    .replace(/[\p{C}\u2028\u2029"<>|:*?]/gu, '')
    .trim()
  if (name === '' || /^\.+$/.test(name)) return null
  const [, stem = name, extension = ''] = /^(.+?)(\.[A-Za-z0-9]{1,8})?$/u.exec(name) ?? []
  return [...stem].slice(0, LONGEST_NAME - extension.length).join('') + extension
}

function invalid(field: string, code: 'required' | 'unknown_field' | 'not_unique'): Problem {
  return new Problem('request.validation_failed', {}, { fields: [{ in: 'body', pointer: `#/${field}`, code }] })
}
