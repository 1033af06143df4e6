import { useCallback, useEffect, useState } from 'react'
import { claimReason } from '../../domain/inspections/claim-reason.ts'
import { evidenceOf } from '../../domain/refunds/claim-scope.ts'
import { missingEvidence } from '../../domain/refunds/reasons.ts'
import type { Completion, Defect, Inspection, Outcome } from '../api/wire.ts'

export type DraftDefect = Omit<Defect, 'quantity'> & { key: string; quantity: number | null }

/** What the inspector typed and has not handed in. */
export type Draft = {
  counted: number | null
  passed: number | null
  failed: number | null
  /** Passed follows counted - failed until someone types it. */
  isPassedTyped: boolean
  defects: DraftDefect[]
  remark: string
}

const EMPTY: Draft = { counted: null, passed: null, failed: null, isPassedTyped: false, defects: [], remark: '' }

/** The draft of one inspection, kept in this browser until it is handed in: a dead battery costs nothing. */
export function useDraft(inspectionId: string): { draft: Draft; change: (part: Partial<Draft>) => void; forget: () => void } {
  const key = `xunyuan.draft.${inspectionId}`
  const [draft, setDraft] = useState<Draft>(() => read(key))
  useEffect(() => {
    if (draft !== EMPTY) localStorage.setItem(key, JSON.stringify(draft))
  }, [key, draft])
  const change = useCallback((part: Partial<Draft>) => setDraft((old) => follow({ ...old, ...part })), [])
  const forget = useCallback(() => {
    setDraft(EMPTY)
    localStorage.removeItem(key)
  }, [key])
  return { draft, change, forget }
}

/** True when the three numbers are there and passed + failed = counted. */
export function isBalanced(draft: Pick<Draft, 'counted' | 'passed' | 'failed'>): boolean {
  const { counted, passed, failed } = draft
  return counted !== null && passed !== null && failed !== null && passed + failed === counted
}

/** What has to be photographed for this outcome: the plan's shots, and for a failure those its claim will need (domain.md 10.5). */
export function requiredShots(outcome: Outcome, draft: Pick<Draft, 'defects' | 'failed'>, plan: Inspection['plan']): string[] {
  const claim = outcome === 'FAIL' ? missingEvidence(claimReason(completeDefects(draft), draft.failed ?? 0), evidenceOf([])) : []
  return [...new Set([...(plan?.shots ?? []), ...claim])]
}

/** Those of them without a photo yet. */
export function missingShots(
  outcome: Outcome,
  draft: Pick<Draft, 'defects' | 'failed'>,
  inspection: Pick<Inspection, 'plan' | 'photos'>,
): string[] {
  const taken = new Set(inspection.photos.map((photo) => photo.shot))
  return requiredShots(outcome, draft, inspection.plan).filter((shot) => !taken.has(shot))
}

export type Blocker =
  | 'missingPhotos'
  | 'missingCounts'
  | 'tooMany'
  | 'passWithFailed'
  | 'passShort'
  | 'failWithoutCause'
  | 'missingDefects'
  | 'missingRemark'

/** Why this outcome cannot be handed in yet; empty when it can. A pass leaves nothing unexplained. The gateway decides again. */
export function blockersOf(
  outcome: Outcome,
  draft: Draft,
  inspection: Pick<Inspection, 'plan' | 'photos' | 'expectedQuantity'>,
): Blocker[] {
  const failed = draft.failed ?? 0
  const short = draft.counted === null ? 0 : inspection.expectedQuantity - draft.counted
  const isFail = outcome === 'FAIL'
  const checks: [Blocker, boolean][] = [
    ['missingCounts', !isBalanced(draft)],
    ['tooMany', short < 0],
    ['passWithFailed', !isFail && failed > 0],
    ['passShort', !isFail && short > 0],
    ['failWithoutCause', isFail && isBalanced(draft) && failed === 0 && short <= 0],
    ['missingDefects', isFail && failed > 0 && !draft.defects.some(isComplete)],
    ['missingRemark', outcome === 'PASS_WITH_REMARK' && draft.remark.trim() === ''],
    ['missingPhotos', missingShots(outcome, draft, inspection).length > 0],
  ]
  return checks.filter(([, isBlocked]) => isBlocked).map(([blocker]) => blocker)
}

/** What the numbers point to. */
export function likelyOutcome(draft: Draft, expected: number): Outcome {
  const isShort = draft.counted !== null && draft.counted < expected
  if ((draft.failed ?? 0) > 0 || isShort) return 'FAIL'
  return draft.remark.trim() === '' ? 'PASS' : 'PASS_WITH_REMARK'
}

/** The draft as the gateway takes it; unfinished defect rows are left out. */
export function completionOf(outcome: Outcome, draft: Draft): Completion {
  return {
    outcome,
    countedQuantity: draft.counted ?? 0,
    passedQuantity: draft.passed ?? 0,
    failedQuantity: draft.failed ?? 0,
    defects: completeDefects(draft),
    remark: draft.remark.trim() === '' ? null : draft.remark.trim(),
  }
}

function completeDefects({ defects }: Pick<Draft, 'defects'>): Defect[] {
  return defects.filter(isComplete).map(({ checkType, severity, quantity, description }) => ({
    checkType,
    severity,
    quantity: quantity ?? 1,
    description: description.trim(),
  }))
}

function isComplete(defect: DraftDefect): boolean {
  return defect.checkType !== '' && (defect.quantity ?? 0) > 0
}

function follow(draft: Draft): Draft {
  if (draft.isPassedTyped || draft.counted === null) return draft
  return { ...draft, passed: Math.max(0, draft.counted - (draft.failed ?? 0)), failed: draft.failed ?? 0 }
}

function read(key: string): Draft {
  const kept = localStorage.getItem(key)
  if (kept === null) return EMPTY
  try {
    return { ...EMPTY, ...(JSON.parse(kept) as Partial<Draft>) }
  } catch {
    localStorage.removeItem(key)
    return EMPTY
  }
}
