import { type AnyMachine, cellsOf } from './any-machine.ts'

/** What is wrong with a table's shape, one sentence each; empty when sound. Checked by a test and at boot. */
export function structureProblems(machine: AnyMachine, guardNames: readonly string[]): string[] {
  const cells = cellsOf(machine)
  const states = Object.keys(machine.table)
  const reached = reachable(machine)
  const used = new Set(cells.flatMap((cell) => cell.transition.guards ?? []))
  const finals = states.filter((state) => cells.every((cell) => cell.state !== state))
  return [
    ...states.filter((state) => !reached.has(state)).map((state) => `${state} cannot be reached from ${machine.initial}`),
    ...states.filter((state) => !finals.includes(state) && !endsSomewhere(machine, state)).map((state) => `${state} has no way to an end`),
    ...guardNames.filter((guard) => !used.has(guard)).map((guard) => `guard ${guard} is never used`),
    ...cells.filter((cell) => cell.transition.actors.length === 0).map((cell) => `${cell.state} ${cell.event} names no actor`),
  ]
}

function reachable(machine: AnyMachine, from: string = machine.initial): Set<string> {
  const seen = new Set([from])
  for (const state of seen) {
    for (const transition of Object.values(machine.table[state] ?? {})) if (transition) seen.add(transition.to)
  }
  return seen
}

function endsSomewhere(machine: AnyMachine, state: string): boolean {
  return [...reachable(machine, state)].some((candidate) => Object.keys(machine.table[candidate] ?? {}).length === 0)
}
