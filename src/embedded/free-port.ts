import { createServer } from 'node:net'
import { EmbeddedServiceError } from './embedded-service-error.ts'

const LAST_PORT = 65_535
const TRIES = 100

/** The wanted port of 127.0.0.1, or the next free one above it; 0 asks for any free port. */
export async function freePort(wanted: number): Promise<number> {
  if (wanted === 0) return (await tryPort(0)) ?? freePort(0)
  for (let port = wanted; port <= Math.min(wanted + TRIES, LAST_PORT); port++) {
    const free = await tryPort(port)
    if (free !== undefined) return free
  }
  throw new EmbeddedServiceError(`No free port between ${wanted} and ${wanted + TRIES} on 127.0.0.1: free one, or name another port.`)
}

async function tryPort(port: number): Promise<number | undefined> {
  const server = createServer()
  const { promise, resolve } = Promise.withResolvers<number | undefined>()
  server.once('error', () => resolve(undefined))
  server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
    const address = server.address()
    const found = typeof address === 'object' && address !== null ? address.port : undefined
    server.close(() => resolve(found))
  })
  return promise
}
