import type { FastifyRequest } from 'fastify'
import type { Params } from './sign.ts'

/** The parameters of a call, from query and form alike, and the file parts of a multipart one. */
export async function requestBody(request: FastifyRequest): Promise<{ params: Params; files: ReadonlyMap<string, Buffer> }> {
  const files = new Map<string, Buffer>()
  const params: Record<string, string> = { ...texts(request.query) }
  if (Buffer.isBuffer(request.body)) await readMultipart(request, request.body, { params, files })
  else Object.assign(params, texts(request.body))
  return { params, files }
}

function texts(value: unknown): Record<string, string> {
  if (value === null || typeof value !== 'object') return {}
  // A name given twice keeps its last value.
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, String(Array.isArray(member) ? member.at(-1) : member)]))
}

async function readMultipart(
  request: FastifyRequest,
  body: Buffer,
  into: { params: Record<string, string>; files: Map<string, Buffer> },
): Promise<void> {
  const headers = { 'content-type': request.headers['content-type'] ?? '' }
  const form = await new Response(new Uint8Array(body), { headers }).formData()
  for (const [name, value] of form) {
    if (typeof value === 'string') into.params[name] = value
    else into.files.set(name, Buffer.from(await value.arrayBuffer()))
  }
}
