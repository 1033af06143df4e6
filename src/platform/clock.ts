/** The time of the machine. */
export const systemClock = { now: (): Date => new Date() }

type Clock = { now(): Date }

/** A clock that stands still until it is told otherwise: for tests. */
export function createManualClock(start: Date) {
  let nowMs = start.getTime()
  return {
    now: (): Date => new Date(nowMs),
    set: (to: Date): void => {
      nowMs = to.getTime()
    },
    advance: (byMs: number): void => {
      nowMs += byMs
    },
  }
}

/** A clock that runs at the pace of `base`, ahead by `offsetMs()`: the sandbox's clock, whose offset lives in the database. */
export function createOffsetClock(base: Clock, offsetMs: () => number) {
  return { now: (): Date => new Date(base.now().getTime() + offsetMs()) }
}
