import type { Transition } from './machine.ts'

type AnyRow = Readonly<Record<string, Transition<string, string, string, string> | undefined>>

/** A machine seen without its words: what the structure check and the printers need. Every machine fits it. */
export type AnyMachine = { readonly name: string; readonly initial: string; readonly table: Readonly<Record<string, AnyRow>> }

export type Cell = { readonly state: string; readonly event: string; readonly transition: Transition<string, string, string, string> }

/** Every filled cell of the table, row by row. */
export function cellsOf(machine: AnyMachine): Cell[] {
  return Object.entries(machine.table).flatMap(([state, row]) =>
    Object.entries(row).flatMap(([event, transition]) => (transition ? [{ state, event, transition }] : [])),
  )
}
