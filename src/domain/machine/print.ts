import { type AnyMachine, cellsOf } from './any-machine.ts'

/** The machine as a Mermaid state diagram; several events between two states share one arrow. */
export function printMermaid(machine: AnyMachine): string {
  const arrows = new Map<string, string[]>()
  for (const { state, event, transition } of cellsOf(machine)) {
    const arrow = `${state} --> ${transition.to}`
    arrows.set(arrow, [...(arrows.get(arrow) ?? []), event])
  }
  const finals = Object.entries(machine.table).filter(([, row]) => Object.keys(row).length === 0)
  return [
    'stateDiagram-v2',
    `  [*] --> ${machine.initial}`,
    ...[...arrows].map(([arrow, events]) => `  ${arrow}: ${events.join(' / ')}`),
    ...finals.map(([state]) => `  ${state} --> [*]`),
  ].join('\n')
}

/** The machine as a Markdown table, one row a cell. */
export function printTable(machine: AnyMachine): string {
  const rows = cellsOf(machine).map(({ state, event, transition }) =>
    [
      state,
      event,
      transition.to,
      transition.actors.join(', '),
      (transition.guards ?? []).join(', '),
      transition.effects.map((effect) => `\`${effect}\``).join(' '),
      transition.rule ?? '',
    ].join(' | '),
  )
  return [
    '| from | event | to | actors | guards | effects | rule |',
    '|---|---|---|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
  ].join('\n')
}
