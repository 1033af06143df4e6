import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { execPath } from 'node:process'
import type { Timing } from '../../src/compose.ts'
import { waitFor } from './stack-wait.ts'

const root = join(import.meta.dirname, '..', '..')

export type WorkerProcess = { kill(): Promise<void>; restart(): Promise<void>; output(): string }
type WorkerSettings = { env: Record<string, string>; timing: Timing | undefined }

/** A worker in a process of its own that can be killed like one whose machine went away. Without `timing` it is the real workers/main.ts. */
export async function startWorkerProcess(settings: WorkerSettings): Promise<WorkerProcess> {
  let output = ''
  const launch = async (): Promise<ChildProcess> => {
    const from = output.length
    const child = spawnWorker(settings)
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += String(chunk)))
    await waitFor('the worker to be ready', () => output.slice(from).includes('worker: ready') || undefined, { seen: () => output })
    return child
  }
  let child = await launch()
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.stdin?.end()
    await once(child, 'exit')
  }
  return {
    kill,
    restart: async () => {
      await kill()
      child = await launch()
    },
    output: () => output,
  }
}

/** kill -9 comes with the end of a pipe only we hold, so that no worker outlives a killed test. */
function spawnWorker({ env, timing }: WorkerSettings): ChildProcess {
  const script = '"$@" & worker=$!; read -r _; exec 2>/dev/null; kill -9 $worker; wait $worker'
  const program =
    timing === undefined ? [join(root, 'workers', 'main.ts')] : [join(root, 'test', 'support', 'stack-worker.ts'), JSON.stringify(timing)]
  return spawn('/bin/sh', ['-c', script, 'sh', execPath, ...program], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', LOG_LEVEL: 'info', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  })
}
