import type { components } from './staff-api.gen.ts'

type Schemas = components['schemas']

/** Names for the shapes of the staff API; the shapes themselves come from its document. */
export type Session = Schemas['StaffSession']
export type Language = Schemas['StaffPerson']['language']
export type Money = Schemas['Money']
export type Task = Schemas['StaffTask']
export type TaskKind = Task['kind']
export type Product = Schemas['StaffProduct']
export type HistoryItem = Schemas['StaffHistoryItem']
export type Photo = Schemas['StaffPhoto']
export type Defect = Schemas['StaffDefect']
export type Severity = Defect['severity']
export type InspectionPlan = Schemas['StaffInspectionPlan']
export type Inspection = Schemas['StaffInspection']
export type Completion = Schemas['StaffCompletion']
export type Outcome = Completion['outcome']
export type Rectangle = { x: number; y: number; width: number; height: number }
export type Carton = Schemas['StaffCarton']
export type Weighing = Schemas['StaffWeighing']
export type ShipmentItem = Schemas['StaffShipmentItem']
export type Shipment = Schemas['StaffShipment']
export type Refund = Schemas['StaffRefund']
export type RuleBook = Schemas['StaffRuleBook']
export type Rule = Schemas['StaffRule']
export type RuleField = Schemas['StaffRuleField']
export type RuleEntry = Schemas['StaffRuleEntry']
export type RuleValues = Schemas['StaffRuleValues']
export type RuleChange = Schemas['StaffRuleChange']
export type ReferenceRate = Schemas['StaffExchangeRate']
export type NewRate = Schemas['StaffNewRate']
export type Mode = 'live' | 'test'
export type FinanceOverview = Schemas['StaffFinanceOverview']
export type FinanceTopUp = Schemas['StaffTopUp']
export type Booking = Schemas['StaffBooking']
export type BookingKind = Booking['kind']
export type NewBooking = Schemas['StaffBookingInput']
export type BookingDecision = Schemas['StaffBookingDecision']
/** A booking about to be entered, with what is known of it. */
export type BookingDraft = { kind: BookingKind; partnerId?: string; topUpId?: string; amount?: Money }
export type Difference = Schemas['StaffDifference']
export type ComparisonRun = Schemas['StaffComparisonRun']
