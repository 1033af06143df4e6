import { stdout } from 'node:process'

export type Story = ReturnType<typeof createStory>

const FIRST_POLL_MS = 100
const SLOWEST_POLL_MS = 1_000
const PATIENCE_MS = 60_000
const SPINNER = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']

/** Prints the steps with their state and the time each took, and shows that something happens while a step waits. */
export function createStory() {
  const startedAt = Date.now()
  let last = startedAt
  let steps = 0

  const line = (mark: string, name: string, state: string): void => {
    const took = ((Date.now() - last) / 1000).toFixed(2).padStart(6)
    last = Date.now()
    stdout.write(`${stdout.isTTY ? '\r\u001b[2K' : ''}  ${mark} ${name.padEnd(34)} ${state.padEnd(44)} ${took} s\n`)
  }

  return {
    title: (text: string): void => {
      last = Date.now()
      stdout.write(`\n${text}\n`)
    },
    note: (text: string): void => void stdout.write(`    ${text}\n`),
    step: (name: string, state: string): void => {
      steps += 1
      line('✓', name, state)
    },
    /** Asks again until `look` answers; throws when the wanted state does not come, with what was seen last. */
    wait: async <Answer>(name: string, look: () => Promise<{ state: string; answer?: Answer | undefined }>): Promise<Answer> => {
      const until = Date.now() + PATIENCE_MS
      for (let tick = 0; ; tick += 1) {
        const seen = await look()
        if (seen.answer !== undefined) {
          steps += 1
          line('✓', name, seen.state)
          return seen.answer
        }
        if (Date.now() > until) throw new Error(`${name}: still ${seen.state} after ${PATIENCE_MS / 1000} s`)
        if (stdout.isTTY) stdout.write(`\r  ${SPINNER[tick % SPINNER.length]} ${name.padEnd(34)} ${seen.state.padEnd(44)}`)
        await new Promise((resolve) => setTimeout(resolve, Math.min(SLOWEST_POLL_MS, FIRST_POLL_MS * 1.3 ** tick)))
      }
    },
    done: (): void =>
      void stdout.write(`\nEvery step reached its state: ${steps} steps in ${((Date.now() - startedAt) / 1000).toFixed(1)} s\n`),
    failed: (error: unknown): void => void stdout.write(`\n  ✗ ${error instanceof Error ? error.message : String(error)}\n`),
  }
}
