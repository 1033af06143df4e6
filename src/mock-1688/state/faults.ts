import { randomUUID } from 'node:crypto'
import { z } from 'zod'

const FAULT_KINDS = [
  'gateway',
  'http',
  'html',
  'latency',
  'hold',
  'slowAfter',
  'cutBefore',
  'cutAfter',
  'garbage',
  'business',
  'variant',
  'settings',
] as const

export const faultSchema = z.strictObject({
  /** An API name, or `*` for all. */
  api: z.string().min(1),
  /** Only calls of this app; null = of all. */
  appKey: z.string().nullable().default(null),
  kind: z.enum(FAULT_KINDS),
  /** The gateway's error code, or a business code for the kind `business`. */
  code: z.string().default('gw.QosAppFrequencyLimit'),
  /** HTTP status of the kinds `http` and `html`. */
  status: z.number().int().min(400).max(599).default(500),
  /** Milliseconds of the kinds `latency` and `slowAfter`. */
  ms: z.number().int().nonnegative().default(1000),
  /** The odd answer of the kind `variant`. */
  variant: z.string().default(''),
  /** What is set differently for the calls that a fault of the kind `settings` hits. */
  settings: z.record(z.string(), z.unknown()).default({}),
  /** How many calls it hits; null = all until cleared. */
  times: z.number().int().positive().nullable().default(1),
  /** How many calls pass first. */
  skip: z.number().int().nonnegative().default(0),
})

export type Fault = z.output<typeof faultSchema> & { id: string; hits: number }

/** The faults waiting to hit a call. */
export class FaultList {
  #faults: Fault[] = []
  readonly #held = new Set<() => void>()

  add(fault: z.output<typeof faultSchema>): Fault {
    const added = { ...fault, id: randomUUID(), hits: 0 }
    this.#faults.push(added)
    return added
  }

  list(): readonly Fault[] {
    return this.#faults
  }

  clear(): void {
    this.#faults = []
    this.release()
  }

  /** Resolves when the calls that are held may go on. */
  hold(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#held.add(resolve)
    return promise
  }

  /** Lets every held call go on; how many there were. */
  release(): number {
    const held = [...this.#held]
    this.#held.clear()
    for (const goOn of held) goOn()
    return held.length
  }

  /** The faults that hit this call, used up by one; some may come together with another. */
  take(api: string, appKey: string | undefined): Fault[] {
    const due = this.#faults.filter(
      (fault) => (fault.api === '*' || fault.api === api) && (fault.appKey === null || fault.appKey === appKey),
    )
    const hits = due.filter((fault) => fault.skip === 0)
    for (const fault of due) if (fault.skip > 0) fault.skip -= 1
    const joinable = hits.filter(isJoinable)
    const other = hits.find((fault) => !isJoinable(fault))
    const taken = other ? [...joinable, other] : joinable
    for (const fault of taken) {
      fault.hits += 1
      if (fault.times !== null) fault.times -= 1
    }
    this.#faults = this.#faults.filter((fault) => fault.times !== 0)
    return taken
  }
}

/** Whether another fault may hit the same call. */
export function isJoinable({ kind }: Fault): boolean {
  return kind === 'latency' || kind === 'hold' || kind === 'settings'
}
