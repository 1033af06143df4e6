import type { Reading } from './readers.ts'

export type Third = { reading: Reading; memory: { rss: number; heapUsed: number }[] }
type Outcome = {
  thirds: readonly Third[]
  faults: number
  /** Calls of the gateway alone; the worker's come on top. */
  calls: number
  written: { orders: readonly string[]; refused: Readonly<Record<string, number>> }
  bought: { upstreamOrders: number; twice: number; waiting: number }
  durationMs: number
}

const MOST_GROWTH = 1.1

/** Prints what the soak saw, thirds side by side; true when every promise held. */
export function reportSoak({ thirds, faults, calls, written, bought, durationMs }: Outcome): boolean {
  const failures = thirds.flatMap(({ reading }) => reading.failures)
  const [first, last] = [thirds[0], thirds.at(-1)].map((third) => (third === undefined ? 0 : average(third.memory.map(({ rss }) => rss))))
  const growth = (last ?? 0) / (first ?? 1)
  console.log(`\nsoak: ${Math.round(durationMs / 1000)} s, ${faults} faults injected, ${calls} calls to 1688 by the gateway`)
  row('', ['first third', 'second', 'last third'])
  row('---', ['---', '---', '---'])
  row(
    'cached products answered',
    thirds.map(({ reading }) => String(reading.answered)),
  )
  row(
    'with a warning',
    thirds.map(({ reading }) => String(reading.warned)),
  )
  row(
    'failed',
    thirds.map(({ reading }) => String(reading.failures.length)),
  )
  row(
    'p50 / p99 ms',
    thirds.map(({ reading }) => `${quantile(reading.latenciesMs, 0.5)} / ${quantile(reading.latenciesMs, 0.99)}`),
  )
  row(
    'gateway RSS, MB',
    thirds.map(({ memory }) => megabytes(memory.map(({ rss }) => rss))),
  )
  row(
    'gateway heap after GC, MB',
    thirds.map(({ memory }) => megabytes(memory.map(({ heapUsed }) => heapUsed))),
  )
  console.log(`orders accepted ${written.orders.length}, refused ${JSON.stringify(written.refused)}`)
  console.log(`orders at 1688 ${bought.upstreamOrders}, bought twice ${bought.twice}, still waiting ${bought.waiting}`)
  console.log(`memory, last third to first: ${growth.toFixed(3)} (at most ${MOST_GROWTH})`)
  for (const failure of failures.slice(0, 5)) console.log(`failed: ${failure}`)
  const held = failures.length === 0 && growth <= MOST_GROWTH && bought.twice === 0
  console.log(held ? 'every promise held' : 'NOT every promise held')
  return held
}

function row(what: string, cells: readonly string[]): void {
  console.log(`| ${[what, ...cells].join(' | ')} |`)
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}

function megabytes(values: readonly number[]): string {
  return (average(values) / 1024 ** 2).toFixed(1)
}

function quantile(values: readonly number[], share: number): string {
  const sorted = [...values].sort((a, b) => a - b)
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1)
}
