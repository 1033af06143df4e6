import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { Test } from 'tap'

type Request = { method: string; url: string; headers: IncomingHttpHeaders }

/** As much of an S3 server as the object store uses: PUT, GET, HEAD and DELETE of one object. */
export async function startS3(t: Test): Promise<{ endpoint: string; requests: Request[] }> {
  const objects = new Map<string, { bytes: Buffer; type: string }>()
  const requests: Request[] = []
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request
    requests.push({ method, url, headers })
    const key = url.split('?')[0] ?? ''
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const object = objects.get(key)
    if (method === 'PUT') {
      objects.set(key, { bytes: Buffer.concat(chunks), type: headers['content-type'] ?? '' })
      response.writeHead(200, { etag: '"x"' }).end()
    } else if (method === 'DELETE') {
      objects.delete(key)
      response.writeHead(204).end()
    } else if (object === undefined) {
      response
        .writeHead(404, { 'content-type': 'application/xml' })
        .end(method === 'HEAD' ? undefined : '<Error><Code>NoSuchKey</Code></Error>')
    } else {
      response.writeHead(200, { 'content-type': object.type, 'content-length': object.bytes.byteLength })
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
