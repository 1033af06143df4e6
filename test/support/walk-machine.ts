import { type Guards, type Machine, type Step, step, type Transition } from '../../src/domain/machine/machine.ts'

type Walked<S extends string, E extends string, A extends string, G extends string, F extends string> = {
  machine: Machine<S, E, A, G, F>
  guards: { readonly [guard in G]: unknown }
  events: readonly E[]
  actors: readonly A[]
}

/** Asks every state about every event from every actor, gates open and gates shut; tells where the answer is not the table's. */
export function walkMachine<S extends string, E extends string, A extends string, G extends string, F extends string>({
  machine,
  guards,
  events,
  actors,
}: Walked<S, E, A, G, F>): { asked: number; surprises: string[] } {
  const [open, shut] = [gates(guards, true), gates(guards, false)]
  const surprises: string[] = []
  let asked = 0
  for (const state of Object.keys(machine.table) as S[]) {
    for (const event of events) {
      for (const kind of actors) {
        const move = { state, event, actor: { kind }, facts: {} }
        const cell = machine.table[state][event]
        const answers = [describe(step(machine, open, move)), describe(step(machine, shut, move))].join(', ')
        const wanted = expected(cell, kind)
        asked += 1
        if (answers !== wanted) surprises.push(`${state} ${event} by ${kind}: ${answers}, not ${wanted}`)
      }
    }
  }
  return { asked, surprises }
}

function expected(cell: Transition<string, string, string, string> | undefined, kind: string): string {
  if (!cell) return 'illegal, illegal'
  if (!cell.actors.includes(kind)) return 'actor, actor'
  const freely = `${cell.to} ${cell.effects.join(' ')}`
  return `${freely}, ${cell.guards?.[0] ?? freely}`
}

function describe(answer: Step<string, string, string, string>): string {
  if (answer.ok) return `${answer.to} ${answer.effects.join(' ')}`
  return answer.reason === 'guard' ? answer.guard : answer.reason
}

function gates<G extends string>(guards: { readonly [guard in G]: unknown }, answer: boolean): Guards<G, object> {
  const names = Object.keys(guards) as G[]
  return Object.fromEntries(names.map((name) => [name, () => answer])) as unknown as Guards<G, object>
}
