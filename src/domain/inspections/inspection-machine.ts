import type { Machine } from '../machine/machine.ts'
import type { Effect } from '../outbox/effect.ts'
import type { ActorKind } from '../shared/actor.ts'
import type { InspectionGuard } from './inspection-guards.ts'

export const INSPECTION_STATES = [
  'PENDING',
  'READY',
  'IN_PROGRESS',
  'PASSED',
  'PASSED_WITH_REMARK',
  'FAILED',
  'NOT_INSPECTABLE',
  'HOLD_IP',
  'HOLD_DG',
  'DECISION_PENDING',
  'DECIDED',
  'CANCELLED',
] as const

export type InspectionState = (typeof INSPECTION_STATES)[number]

export const INSPECTION_EVENTS = [
  'prepare',
  'start',
  'pass',
  'passWithRemark',
  'fail',
  'markNotInspectable',
  'holdForBrand',
  'holdForDangerousGoods',
  'requestDecision',
  'decide',
  'defaultDecision',
  'allowOpening',
  'overrulePass',
  'overruleFail',
  'reopen',
  'cancel',
] as const

export type InspectionEvent = (typeof INSPECTION_EVENTS)[number]

const bench = ['warehouseStaff', 'qcLead'] as const
const found = ['event.inspection.failed'] as const
const asked = ['event.inspection.decision_required'] as const
const pass = { to: 'PASSED', actors: bench, guards: ['checksComplete'], effects: ['event.inspection.passed'], rule: '7.5' } as const
const passWithRemark = { ...pass, to: 'PASSED_WITH_REMARK' } as const
const requestDecision = { to: 'DECISION_PENDING', actors: ['system', ...bench], effects: asked, rule: '7.6' } as const
const cancel = { to: 'CANCELLED', actors: ['system', 'qcLead', 'afterSales'], effects: [], rule: '10.2' } as const
const overruleFail = {
  to: 'PASSED_WITH_REMARK',
  actors: ['qcLead'],
  guards: ['reasonGiven'],
  effects: ['event.inspection.passed'],
  rule: '7.5',
} as const
const overrulePass = { to: 'FAILED', actors: ['qcLead'], guards: ['reasonGiven', 'goodsStillHere'], effects: found, rule: '7.5' } as const

/**
 * One inspection of one lot at one level. Domain.md section 7 names outcomes and decisions but no states, so these are ours: PENDING
 * until the work sheet (level, sample, checks) is prepared, READY in the work queue, IN_PROGRESS at a bench, then the outcome of 7.5
 * as a state of its own, because each allows other moves. Whatever is not a pass ends in a decision (7.6): the partner's, or the
 * line's policy at the deadline. A hold for brand or dangerous goods is put to the partner too, and only the quality lead lifts it.
 * A claim that came to nothing puts the decision to the partner again while its goods are here (10.2).
 * Passing is not final on paper: the quality lead may overrule while the goods are here.
 */
export const inspectionMachine: Machine<InspectionState, InspectionEvent, ActorKind, InspectionGuard, Effect> = {
  name: 'inspection',
  initial: 'PENDING',
  table: {
    PENDING: {
      prepare: { to: 'READY', actors: ['system', ...bench], effects: [], rule: '7.1' },
      cancel,
    },
    READY: {
      start: { to: 'IN_PROGRESS', actors: bench, effects: ['event.inspection.started'], rule: '7.1' },
      cancel,
    },
    IN_PROGRESS: {
      pass,
      passWithRemark,
      fail: { to: 'FAILED', actors: bench, guards: ['checksComplete', 'evidenceTaken'], effects: found, rule: '7.5' },
      markNotInspectable: { to: 'NOT_INSPECTABLE', actors: bench, effects: [], rule: '7.5' },
      holdForBrand: { to: 'HOLD_IP', actors: bench, guards: ['evidenceTaken'], effects: found, rule: '7.5' },
      holdForDangerousGoods: { to: 'HOLD_DG', actors: bench, guards: ['evidenceTaken'], effects: found, rule: '7.5' },
      cancel,
    },
    PASSED: { overrulePass },
    PASSED_WITH_REMARK: { overrulePass },
    FAILED: { requestDecision, overruleFail },
    NOT_INSPECTABLE: { requestDecision, overruleFail },
    HOLD_IP: { requestDecision, overruleFail },
    HOLD_DG: { requestDecision, overruleFail },
    DECISION_PENDING: {
      decide: { to: 'DECIDED', actors: ['partner', 'afterSales'], guards: ['decisionOffered'], effects: [], rule: '7.6' },
      defaultDecision: {
        to: 'DECIDED',
        actors: ['system'],
        guards: ['decisionOffered', 'answerOverdue'],
        effects: ['event.inspection.decision_defaulted'],
        rule: '7.6',
      },
      allowOpening: { to: 'READY', actors: ['partner', 'qcLead'], guards: ['wasSealed'], effects: [], rule: '7.2' },
      overruleFail,
      cancel,
    },
    DECIDED: { reopen: { ...requestDecision, actors: ['system'], guards: ['goodsStillHere'] } },
    CANCELLED: {},
  },
}
