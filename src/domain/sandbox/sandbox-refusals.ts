/** Refusals of the rehearsal world. */
export const sandboxRefusals = [
  'sandbox.clock_backwards',
  'sandbox.advance_too_far',
  'sandbox.scenario_not_applicable',
  'sandbox.simulation_unknown',
] as const
