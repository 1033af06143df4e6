import { mkdirSync, writeFileSync } from 'node:fs'
import { type Profiler, Session } from 'node:inspector/promises'
import { join, relative } from 'node:path'
import { cwd } from 'node:process'
import { fileURLToPath } from 'node:url'

/** A function, the share of samples that found it running itself, and the share it or what it called was running in. */
export type Hot = { self: number; total: number; where: string }

let session: Session | undefined

/** Starts sampling this process, ten times a millisecond. */
export async function startProfile(): Promise<void> {
  session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.setSamplingInterval', { interval: 100 })
  await session.post('Profiler.start')
}

/** Stops sampling and names the functions time was spent in; waiting does not count. Leaves the whole tree in bench/results. */
export async function stopProfile(name: string): Promise<Hot[]> {
  if (!session) throw new Error('no profile was started')
  const { profile } = await session.post('Profiler.stop')
  session.disconnect()
  mkdirSync(RESULTS, { recursive: true })
  writeFileSync(join(RESULTS, `${name}.cpuprofile`), JSON.stringify(profile))
  return hottest(profile)
}

const RESULTS = join(import.meta.dirname, '..', 'results')

function hottest({ nodes, samples = [] }: Profiler.Profile): Hot[] {
  const byId = new Map(nodes.map((node) => [node.id, { name: nameOf(node.callFrame), callers: [] as string[] }]))
  // Nodes come with their callers before them.
  for (const node of nodes) {
    const { name = '', callers = [] } = byId.get(node.id) ?? {}
    for (const child of node.children ?? []) byId.get(child)?.callers.push(...callers, name)
  }
  const found = new Map<string, { self: number; total: number }>()
  let busy = 0
  for (const sample of samples) {
    const { name = '', callers = [] } = byId.get(sample) ?? {}
    if (IDLE.has(name)) continue
    busy += 1
    count(found, name).self += 1
    for (const one of new Set([...callers, name])) count(found, one).total += 1
  }
  return [...found].map(([where, { self, total }]) => ({ self: self / busy, total: total / busy, where }))
}

function count(found: Map<string, { self: number; total: number }>, name: string): { self: number; total: number } {
  const known = found.get(name) ?? { self: 0, total: 0 }
  found.set(name, known)
  return known
}

const IDLE = new Set(['(idle)', '(root)'])

function nameOf({ functionName, url, lineNumber }: { functionName: string; url: string; lineNumber: number }): string {
  const name = functionName || '(anonymous)'
  if (url === '') return name
  const file = url.startsWith('file:') ? relative(cwd(), fileURLToPath(url)) : url
  return `${name} ${file.replace(/^.*node_modules\//, '')}:${lineNumber + 1}`
}
