/** How strictly a seller's lots of one category are sampled; `stopped` means every piece until the seller has improved. */
export type SwitchingState = 'normal' | 'tightened' | 'stopped'

/** Normal becomes tightened after 2 refusals within 5 lots; 5 acceptances in a row relax it; 5 refusals while tightened stop sampling. */
const RULES = { window: 5, refusalsToTighten: 2, acceptancesToRelax: 5, refusalsToStop: 5 }

/**
 * The state after the latest lot (domain.md 7.3). `accepted` are the first inspections since the state was entered, oldest first.
 * Reduced inspection is left out: its table is not among our data.
 */
export function nextSwitchingState(state: SwitchingState, accepted: readonly boolean[]): SwitchingState {
  const refusals = (lots: readonly boolean[]) => lots.filter((lot) => !lot).length
  if (state === 'normal') return refusals(accepted.slice(-RULES.window)) >= RULES.refusalsToTighten ? 'tightened' : 'normal'
  if (state === 'stopped') return 'stopped'
  if (refusals(accepted) >= RULES.refusalsToStop) return 'stopped'
  const latest = accepted.slice(-RULES.acceptancesToRelax)
  return latest.length === RULES.acceptancesToRelax && refusals(latest) === 0 ? 'normal' : 'tightened'
}
