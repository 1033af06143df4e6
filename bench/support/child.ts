import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Question } from './serve.ts'

/** A server in a process of its own. */
export type Child = {
  url: string
  /** Asks the process a question its file answers. */
  ask<Answer>(question: string, value?: unknown): Promise<Answer>
  /** CPU time the process has used so far, in microseconds. */
  cpuUs(): Promise<number>
  stop(): Promise<void>
}

/** Starts `bench/servers/<name>.ts`; resolves when it listens. It ends with us. */
export async function startChild(name: string, settings: object = {}, nodeOptions: readonly string[] = []): Promise<Child> {
  const program = join(import.meta.dirname, '..', 'servers', `${name}.ts`)
  const child = fork(program, [JSON.stringify(settings)], { execArgv: [...nodeOptions], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  const ready = Promise.withResolvers<string>()
  child.on('message', (message: { ready: string } | { id: number; answer: unknown; error?: string }) => {
    if ('ready' in message) return ready.resolve(message.ready)
    const asked = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.error === undefined) asked?.resolve(message.answer)
    else asked?.reject(new Error(`${name}: ${message.error}`))
  })
  child.on('exit', (code) => {
    const error = new Error(`${name} ended with ${code}`)
    ready.reject(error)
    for (const asked of waiting.values()) asked.reject(error)
  })
  let asked = 0
  const ask = <Answer>(question: string, value?: unknown): Promise<Answer> => {
    const id = ++asked
    const answer = Promise.withResolvers<unknown>()
    waiting.set(id, answer)
    child.send({ id, question, value } satisfies Question)
    return answer.promise as Promise<Answer>
  }
  return {
    url: await ready.promise,
    ask,
    cpuUs: () => ask<number>('cpu'),
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.disconnect()
      await once(child, 'exit')
    },
  }
}
