import { setTimeout as sleep } from 'node:timers/promises'
import { Agent, request } from 'undici'

export type Reading = { answered: number; warned: number; failures: string[]; latenciesMs: number[] }

const READERS = 8
const PAUSE_MS = 15

/** Shoppers who open hot products, one after the other, until told to stop; `take` gives what came since it was last asked. */
export function startReaders({ url, headers, paths }: { url: string; headers: Record<string, string>; paths: readonly string[] }) {
  const dispatcher = new Agent({ connections: READERS })
  let stopped = false
  let seen = nothingRead()
  const readOn = async (): Promise<void> => {
    while (!stopped) {
      const path = paths[Math.floor(Math.random() * paths.length)] ?? ''
      const startedAt = performance.now()
      const answer = await request(`${url}${path}`, { dispatcher, headers })
      const text = await answer.body.text()
      seen.latenciesMs.push(performance.now() - startedAt)
      if (answer.statusCode !== 200) seen.failures.push(`${path} ${answer.statusCode} ${text.slice(0, 200)}`)
      else seen.answered += 1
      if (text.includes('"code":"stale"')) seen.warned += 1
      await sleep(PAUSE_MS)
    }
  }
  const running = Promise.all(Array.from({ length: READERS }, readOn))
  return {
    take: (): Reading => {
      const taken = seen
      seen = nothingRead()
      return taken
    },
    stop: async (): Promise<void> => {
      stopped = true
      await running
      await dispatcher.close()
    },
  }
}

function nothingRead(): Reading {
  return { answered: 0, warned: 0, failures: [], latenciesMs: [] }
}
