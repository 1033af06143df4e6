/** Why a difference cannot be settled or a comparison not be asked for. */
export const reconciliationRefusals = ['difference.settled_already', 'comparison.running'] as const
