import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { Test } from 'tap'

type Request = { method: string; url: string; headers: IncomingHttpHeaders }

/** As much of an S3 server as the object store uses: PUT, GET, HEAD and DELETE of one object, and lists of two keys a page. */
export async function startS3(t: Test): Promise<{ endpoint: string; requests: Request[] }> {
  const objects = new Map<string, { bytes: Buffer; type: string; at: Date }>()
  const requests: Request[] = []
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request
    requests.push({ method, url, headers })
    const key = url.split('?')[0] ?? ''
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const object = objects.get(key)
    if (method === 'PUT') {
      objects.set(key, { bytes: Buffer.concat(chunks), type: headers['content-type'] ?? '', at: new Date() })
      response.writeHead(200, { etag: '"x"' }).end()
    } else if (method === 'DELETE') {
      objects.delete(key)
      response.writeHead(204).end()
    } else if (url.includes('list-type=2')) {
      response
        .writeHead(200, { 'content-type': 'application/xml' })
        .end(listOf(key, [...objects.keys()], new URL(url, 'http://s3').searchParams))
    } else if (object === undefined) {
      response
        .writeHead(404, { 'content-type': 'application/xml' })
        .end(method === 'HEAD' ? undefined : '<Error><Code>NoSuchKey</Code></Error>')
    } else {
      response.writeHead(200, {
        'content-type': object.type,
        'content-length': object.bytes.byteLength,
        'last-modified': object.at.toUTCString(),
        etag: '"x"',
      })
      response.end(method === 'HEAD' ? undefined : object.bytes)
    }
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return { endpoint: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`, requests }
}

const PAGE = 2

function listOf(bucket: string, paths: readonly string[], query: URLSearchParams): string {
  const prefix = `${bucket.replace(/\/$/, '')}/`
  const keys = paths.filter((path) => path.startsWith(prefix)).map((path) => decodeURIComponent(path.slice(prefix.length)))
  const from = Number(query.get('continuation-token') ?? 0)
  const contents = keys.sort().slice(from, from + PAGE)
  const next = from + PAGE < keys.length ? `<NextContinuationToken>${from + PAGE}</NextContinuationToken>` : ''
  const rows = contents.map(
    (key) => `<Contents><Key>${key}</Key><Size>1</Size><ETag>"x"</ETag><LastModified>2026-01-01T00:00:00.000Z</LastModified></Contents>`,
  )
  return `<?xml version="1.0"?><ListBucketResult><IsTruncated>${next !== ''}</IsTruncated>${next}${rows.join('')}</ListBucketResult>`
}
