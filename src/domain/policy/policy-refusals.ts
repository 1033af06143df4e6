/** Why a rule cannot be set. */
export const policyRefusals = ['rule.unknown', 'rule.value_invalid', 'rule.reaches_back', 'rule.in_force_already'] as const
