import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { faultSchema } from '../state/faults.ts'
import { runDue } from '../state/run-due.ts'
import { patchSettings } from '../state/settings.ts'
import type { World } from '../state/world.ts'
import { control } from './respond.ts'

const UNIT_MS = { seconds: 1000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const

const clockSchema = z.strictObject({
  advanceMs: z.number().nonnegative().optional(),
  seconds: z.number().nonnegative().optional(),
  minutes: z.number().nonnegative().optional(),
  hours: z.number().nonnegative().optional(),
  days: z.number().nonnegative().optional(),
  /** An instant to set the clock to, ISO 8601. */
  now: z.iso.datetime({ offset: true }).optional(),
  /** true: it stands still until it is started again; moves and sets work on it as before. */
  stopped: z.boolean().optional(),
})

const faultsSchema = z.union([z.array(faultSchema), faultSchema.transform((fault) => [fault])])
const settingsSchema = z.record(z.string(), z.unknown())
const expireSchema = z.union([z.strictObject({ token: z.string() }), z.strictObject({ appKey: z.string() })])

export type StateControls = { world: () => World; reset: () => Promise<void> }

/** Reset, clock, faults, settings, tokens. */
export function stateControls(server: FastifyInstance, { world, reset }: StateControls): void {
  control(server, 'POST', '/control/reset', {
    world,
    async handle() {
      await reset()
      return { ok: true }
    },
  })
  control(server, 'GET', '/control/clock', { world, handle: ({ world: now }) => clockOf(now) })
  control(server, 'POST', '/control/clock', {
    world,
    handle({ world: state, read }) {
      const body = read(clockSchema)
      // Stopped before it is set: otherwise a millisecond may pass between the two.
      if (body.stopped === true) state.clock.stop()
      if (body.now) state.clock.set(Date.parse(body.now))
      const units = (Object.keys(UNIT_MS) as (keyof typeof UNIT_MS)[]).reduce((sum, unit) => sum + (body[unit] ?? 0) * UNIT_MS[unit], 0)
      state.clock.advance((body.advanceMs ?? 0) + units)
      if (body.stopped === false) state.clock.start()
      runDue(state)
      return clockOf(state)
    },
  })
  control(server, 'GET', '/control/faults', { world, handle: (at) => ({ faults: at.world.faults.list() }) })
  control(server, 'POST', '/control/faults', {
    world,
    handle(at) {
      const faults = at.read(faultsSchema)
      for (const fault of faults) patchSettings(at.world.settings, fault.settings)
      return { faults: faults.map((fault) => at.world.faults.add(fault)) }
    },
  })
  control(server, 'POST', '/control/faults/release', { world, handle: (at) => ({ released: at.world.faults.release() }) })
  control(server, 'DELETE', '/control/faults', {
    world,
    handle(at) {
      at.world.faults.clear()
      return { faults: at.world.faults.list() }
    },
  })
  control(server, 'GET', '/control/settings', { world, handle: (at) => at.world.settings })
  control(server, 'POST', '/control/settings', {
    world,
    handle(at) {
      at.world.settings = patchSettings(at.world.settings, at.read(settingsSchema))
      at.world.changes.mark('settings')
      at.world.traffic.refill()
      return at.world.settings
    },
  })
  control(server, 'POST', '/control/tokens/expire', {
    world,
    handle: (at) => ({ expired: at.world.apps.expire(at.read(expireSchema), at.world.clock.now()) }),
  })
}

function clockOf(world: World): unknown {
  const { clock } = world
  return {
    now: new Date(clock.now()).toISOString(),
    offsetMs: Math.round(clock.offsetMs),
    stopped: clock.stopped,
    scheduled: world.schedule.size,
  }
}
