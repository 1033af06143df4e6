/** Numbers of the platform's rules (domain.md 10.6); durations in milliseconds, amounts in fen. `null`: the rule exists, its text was not found. */
export type PlatformRuleValues = {
  R01: { readonly withinMs: number }
  R02: {
    readonly paidWithinMs: number
    readonly maxFen: bigint
    readonly fastAnswerMs: number
    readonly otherAnswerMs: number
    readonly buyerLevels: readonly [lowest: number, highest: number]
    /** Minutes after midnight in China: filed between these, answered by noon of the working day that follows. */
    readonly night: { readonly fromMinute: number; readonly toMinute: number; readonly answerByMinute: number }
  }
  R03: {
    readonly instantWithinMs: number
    readonly instantMaxFen: bigint
    readonly fastWithinMs: number
    readonly fastMaxFen: bigint
    readonly fastAnswerMs: number
    readonly otherAnswerMs: number
  }
  R04: { readonly withinMs: number; readonly maxFen: bigint }
  R05: { readonly excluded: readonly ('madeToOrder' | 'distribution')[] }
  R06: { readonly maxFen: bigint; readonly confirmMs: number; readonly longestMs: number }
  R07: { readonly answerMs: number }
  R08: { readonly sendBackMs: number }
  R09: { readonly modifyMs: number }
  R10: {
    /** Sign-off later than this after shipment moves the end; null: it never does. */
    readonly earlySignOffMs: number | null
    readonly afterShipmentMs: number
    readonly afterLateSignOffMs: number | null
    readonly traceWithinMs: number | null
    readonly withoutTraceMs: number
  }
  R11: { readonly paidFrom: string; readonly paidTo: string; readonly afterShipmentMs: number; readonly scope: 'crossBorderSupplyCentre' }
  R12: { readonly payWithinMs: number }
  R13: { readonly promisesMs: Readonly<Record<'shipIn24Hours' | 'shipIn48Hours' | '72h' | '5d' | '7d' | '10d' | '15d', number>> }
  R14: null
  R20: { readonly windowMs: number }
  R21: { readonly excluded: readonly ('customised' | 'perishable' | 'digital')[]; readonly mustBeResalable: boolean }
  R22: { readonly amountsFrom: 'returnFreightInsurance' }
  R23: { readonly covers: readonly ('material' | 'performance' | 'chemistry')[] }
  R24: { readonly claimWithinMs: number }
  R30: { readonly generalRefundOnly: boolean; readonly judgedBy: 'buyerCredibility'; readonly fundedBy: 'platform' }
  R31: null
  R32: null
  R33: { readonly afterMs: number }
  R40: { readonly rate: string; readonly freeAboveFen: bigint }
  R41: null
  /** The dates of R50 are a row of the platform calendars. */
  R50: { readonly calendar: 'springFestival2025' }
  R51: null
}
