import { Refusal } from '../shared/refusal.ts'
import type { RefusalCode } from '../shared/refusal-codes.ts'
import { type Guards, type Machine, type Move, type Step, step } from './machine.ts'

/** A machine with what its names mean: the guard functions, and the code each no is answered with. */
export type Rules<S extends string, E extends string, A extends string, G extends string, F extends string, Facts> = {
  readonly machine: Machine<S, E, A, G, F>
  readonly guards: Guards<G, Facts>
  readonly refusals: { readonly illegal: RefusalCode; readonly guards: { readonly [guard in G]: RefusalCode } }
}

/** The step when it is legal; otherwise throws the Refusal of the illegal move, the wrong actor or the failed guard. */
export function moveOrRefuse<S extends string, E extends string, A extends string, G extends string, F extends string, Facts>(
  rules: Rules<S, E, A, G, F, Facts>,
  move: Move<S, E, A, Facts>,
): Extract<Step<S, E, G, F>, { ok: true }> {
  const result = step(rules.machine, rules.guards, move)
  if (result.ok) return result
  const facts = { machine: rules.machine.name, state: move.state, event: move.event, allowed: result.allowed }
  if (result.reason === 'guard') throw new Refusal(rules.refusals.guards[result.guard], { ...facts, guard: result.guard })
  throw new Refusal(result.reason === 'actor' ? 'actor.not_permitted' : rules.refusals.illegal, facts)
}
