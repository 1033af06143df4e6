import { memoryUsage } from 'node:process'
import { startProfile, stopProfile } from './profile.ts'

export type Question = { id: number; question: string; value?: unknown }
type Answers = Record<string, (value: never) => unknown>

/** The other end of `startChild`: says where we listen and answers questions until the parent is gone. */
export function serve(url: string, answers: Answers = {}): void {
  const known: Answers = { ...everyServer, ...answers }
  process.on('message', ({ id, question, value }: Question) => {
    void answerTo(known, question, value).then((outcome) => process.send?.({ id, ...outcome }))
  })
  process.on('disconnect', () => process.exit(0))
  process.send?.({ ready: url })
}

/** What `startChild` was given. */
export function settingsOf<Settings>(): Settings {
  return JSON.parse(process.argv[2] ?? '{}') as Settings
}

const everyServer: Answers = {
  cpu: () => {
    const { user, system } = process.cpuUsage()
    return user + system
  },
  /** Bytes in use after a collection; needs --expose-gc. */
  memory: () => {
    globalThis.gc?.()
    return memoryUsage()
  },
  pid: () => process.pid,
  startProfile,
  stopProfile,
}

async function answerTo(answers: Answers, question: string, value: unknown): Promise<{ answer: unknown } | { error: string }> {
  try {
    const answer = answers[question]
    if (!answer) throw new Error(`nothing is known of ${question}`)
    return { answer: (await answer(value as never)) ?? null }
  } catch (error) {
    return { error: (error as Error).stack ?? String(error) }
  }
}
