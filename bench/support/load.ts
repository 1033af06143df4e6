import autocannon, { type Request } from 'autocannon'
import type { Child } from './child.ts'
import type { Sample } from './sample.ts'

type Asked = { method?: 'GET' | 'POST'; path: string; headers?: Record<string, string>; body?: string }

export type Load = {
  server: Child
  /** What is asked, each time anew. */
  request: () => Asked
  headers?: Record<string, string>
  connections?: number
  seconds: number
  /** CPU time of the database so far, where it is part of the question. */
  databaseCpuUs?: () => number
}

/** Asks a server as fast as it answers, a request at a time on each connection. Anything but 2xx is a failure of the bench. */
export async function load({ server, request, headers = {}, connections = 32, seconds, databaseCpuUs }: Load): Promise<Sample> {
  const before = await server.cpuUs()
  const databaseBefore = databaseCpuUs?.() ?? 0
  const requests: Request[] = [{ setupRequest: (known) => ({ ...known, ...request() }) }]
  const result = await autocannon({ url: server.url, connections, duration: seconds, headers, requests })
  const cpuUs = (await server.cpuUs()) - before
  const answered = result['2xx']
  if (result.non2xx > 0 || result.errors > 0 || answered === 0) {
    throw new Error(`${server.url}: ${result.non2xx} answers were not 2xx, ${result.errors} broke, ${answered} were right`)
  }
  const database = databaseCpuUs === undefined ? {} : { databaseUs: (databaseCpuUs() - databaseBefore) / answered }
  const { p50: p50Ms, p99: p99Ms } = result.latency
  return { perSecond: answered / result.duration, cpuUs: cpuUs / answered, ...database, p50Ms, p99Ms }
}
