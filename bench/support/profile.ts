import { type Profiler, Session } from 'node:inspector/promises'
import { relative } from 'node:path'
import { cwd } from 'node:process'
import { fileURLToPath } from 'node:url'

/** A function and the share of samples that found it running, itself, not what it calls. */
export type Hot = { share: number; where: string }

let session: Session | undefined

/** Starts sampling this process, ten times a millisecond. */
export async function startProfile(): Promise<void> {
  session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.setSamplingInterval', { interval: 100 })
  await session.post('Profiler.start')
}

/** Stops sampling and names the functions most time was spent in; waiting does not count. */
export async function stopProfile(): Promise<Hot[]> {
  if (!session) throw new Error('no profile was started')
  const { profile } = await session.post('Profiler.stop')
  session.disconnect()
  return hottest(profile)
}

function hottest({ nodes, samples = [] }: Profiler.Profile): Hot[] {
  const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]))
  const hits = new Map<string, number>()
  for (const sample of samples) {
    const where = names.get(sample) ?? ''
    if (!IDLE.has(where)) hits.set(where, (hits.get(where) ?? 0) + 1)
  }
  const busy = [...hits.values()].reduce((sum, count) => sum + count, 0)
  return [...hits]
    .sort(([, left], [, right]) => right - left)
    .slice(0, 40)
    .map(([where, count]) => ({ share: count / busy, where }))
}

const IDLE = new Set(['(idle)', '(root)'])

function nameOf({ functionName, url, lineNumber }: { functionName: string; url: string; lineNumber: number }): string {
  const name = functionName || '(anonymous)'
  if (url === '') return name
  const file = url.startsWith('file:') ? relative(cwd(), fileURLToPath(url)) : url
  return `${name} ${file.replace(/^.*node_modules\//, '')}:${lineNumber + 1}`
}
