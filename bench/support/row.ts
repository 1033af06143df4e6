import type { Sample } from './sample.ts'

/** One line of the table. */
export type Row = {
  what: string
  ours: string
  baseline: string
  /** The figure the budget is about; null when there is nothing to hold it against. */
  ratio: number | null
  /** The same by requests a second where `ratio` is by CPU time. */
  rateRatio: number | null
  budget: string
  held: boolean | null
  /** What was measured, for machines. */
  figures: Record<string, unknown>
}

type Bound = { least?: number; most?: number }

/**
 * Ours against a baseline by CPU time a request, its own and the database's where that was looked at: neighbours on the machine disturb
 * it least. The rates stand beside it: they also count what the load generator takes of the same cores.
 */
export function compared(what: string, pair: { ours: Sample; baseline: Sample }, bound: Bound): Row {
  const { ours, baseline } = pair
  const ratio = workOf(baseline) / workOf(ours)
  const rateRatio = ours.perSecond / baseline.perSecond
  return { what, ours: written(ours), baseline: written(baseline), ratio, rateRatio, ...judged(ratio, bound), figures: pair }
}

function workOf({ cpuUs, databaseUs = 0 }: Sample): number {
  return cpuUs + databaseUs
}

/** Ours against a baseline by pieces of work a second: where the work is done by a third process, a database or Redis. */
export function comparedByRate(what: string, pair: { ours: Sample; baseline: Sample }, bound: Bound): Row {
  const { ours, baseline } = pair
  const ratio = ours.perSecond / baseline.perSecond
  return { what, ours: rate(ours), baseline: rate(baseline), ratio, rateRatio: null, ...judged(ratio, bound), figures: pair }
}

/** A single figure with its bounds, or without any. */
export function measured(
  what: string,
  text: string,
  verdict: { value: number; bound: Bound; baseline?: string } | null,
  figures = {},
): Row {
  const judgement = verdict ? judged(verdict.value, verdict.bound) : { budget: '', held: null }
  return { what, ours: text, baseline: verdict?.baseline ?? '', ratio: null, rateRatio: null, ...judgement, figures }
}

function judged(value: number, { least, most }: Bound): { budget: string; held: boolean | null } {
  if (least !== undefined) return { budget: `>= ${least}`, held: value >= least }
  if (most !== undefined) return { budget: `<= ${most}`, held: value <= most }
  return { budget: '', held: null }
}

function written(sample: Sample): string {
  const { cpuUs, databaseUs } = sample
  return `${rate(sample)}, ${databaseUs === undefined ? cpuUs.toFixed(1) : `${cpuUs.toFixed(0)} + ${databaseUs.toFixed(0)}`} us CPU`
}

function rate({ perSecond }: Sample): string {
  return `${Math.round(perSecond).toLocaleString('en')}/s`
}
