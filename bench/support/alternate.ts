import { medianOf, type Sample } from './sample.ts'

/**
 * Runs the contestants in turn, round after round, so that whatever else the machine does hits all of them; the medians by name.
 * Each runs twice before it counts: caches fill and the compiler warms up.
 */
export async function alternate<Name extends string>(
  contestants: Record<Name, () => Promise<Sample>>,
  rounds: number,
): Promise<Record<Name, Sample>> {
  const names = Object.keys(contestants) as Name[]
  for (const name of [...names, ...names]) await contestants[name]()
  const samples = names.map((name): [Name, Sample[]] => [name, []])
  for (let round = 0; round < rounds; round++) {
    // Every other round backwards: nobody always runs after the same neighbour.
    for (const [name, taken] of round % 2 === 0 ? samples : samples.toReversed()) taken.push(await contestants[name]())
  }
  return Object.fromEntries(samples.map(([name, taken]) => [name, medianOf(taken)])) as Record<Name, Sample>
}
