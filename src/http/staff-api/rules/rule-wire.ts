import { z } from 'zod'
import type { RuleField } from '../../../domain/policy/rule-fields.ts'
import { RULE_AREAS, RULE_FORMS } from '../../../domain/policy/rule-forms.ts'
import { RULE_LAYERS } from '../../../domain/policy/rule-row.ts'
import { fieldsOf } from '../../../domain/policy/rule-texts.ts'
import { type EntryStatus, type RuleEntryView, type RuleView, textsOf, viewRules } from '../../../domain/policy/view-rules.ts'
import { idWire, instantWire, toInstantWire } from '../../schema/wire.ts'
import type { StaffContext } from '../staff-door.ts'

const KINDS = [
  'bps',
  'money',
  'duration',
  'count',
  'flag',
  'choice',
  'durations',
  'tiers',
  'days',
  'periods',
  'headings',
] as const satisfies readonly RuleField['kind'][]
const STATUSES = ['UPCOMING', 'IN_FORCE', 'ENDED', 'COVERED', 'CANCELLED'] as const satisfies readonly EntryStatus[]
export const RULE_MODES = ['both', 'live', 'test'] as const

export const ruleTexts = z.record(z.string().max(60), z.string().max(6_000)).meta({
  id: 'StaffRuleValues',
  description:
    'By field: basis points, fen, milliseconds and counts as digits; `true` or `false`; a choice; lists with commas. Days: `2026-10-01..2026-10-07`; notices: `name|from|to|mode|clocks with +|days`, with `;` between; duties: `6109:1200,8471:0`; `none` for no entry.',
})

const fieldWire = z
  .object({ path: z.string(), kind: z.enum(KINDS), min: z.int().nullable(), max: z.int().nullable(), choices: z.array(z.string()) })
  .meta({ id: 'StaffRuleField' })

const entryWire = z
  .object({
    id: idWire('rul'),
    status: z.enum(STATUSES),
    partnerId: z.string().nullable(),
    mode: z.enum(RULE_MODES),
    values: ruleTexts.nullable().meta({ description: 'Null withdraws what the layer says.' }),
    effectiveFrom: instantWire,
    effectiveTo: instantWire.nullable(),
    reason: z.string(),
    source: z.string().nullable(),
    setBy: z.string(),
    setAt: instantWire,
    cancelReason: z.string().nullable(),
    cancelledBy: z.string().nullable(),
  })
  .meta({ id: 'StaffRuleEntry', description: 'One entry of the book; never changed.' })

const ruleWire = z
  .object({
    key: z.string(),
    area: z.enum(RULE_AREAS),
    fields: z.array(fieldWire),
    layer: z.enum(RULE_LAYERS),
    values: ruleTexts,
    entryId: z.string().nullable().meta({ description: 'The entry in force; null for what we ship.' }),
    effectiveFrom: instantWire.nullable(),
    entries: z.array(entryWire),
  })
  .meta({ id: 'StaffRule', description: 'A rule as it stands for the scope asked for.' })

export const ruleBookWire = z
  .object({
    rules: z.array(ruleWire),
    partners: z.array(z.object({ id: z.string(), name: z.string() }).meta({ id: 'StaffPartnerName' })),
    canEdit: z.boolean(),
  })
  .meta({ id: 'StaffRuleBook' })

export type RuleBookWire = z.input<typeof ruleBookWire>

export const ruleBookExample: RuleBookWire = {
  rules: [
    {
      key: 'fxMargin',
      area: 'exchange',
      fields: [{ path: 'bps', kind: 'bps', min: 0, max: 1_000, choices: [] }],
      layer: 'shipped',
      values: { bps: '150' },
      entryId: null,
      effectiveFrom: null,
      entries: [],
    },
  ],
  partners: [{ id: 'par_01kd5v3m8qf6mrx3e0c9h2t4za', name: 'Example Shop' }],
  canEdit: true,
}

/** The book as the page shows it, read afresh. */
export async function readRuleBook(
  { office, clock, signedIn }: Pick<StaffContext, 'office' | 'clock' | 'signedIn'>,
  scope: { partnerId: string | null; livemode: boolean },
): Promise<RuleBookWire> {
  const [stored, partners, names] = await Promise.all([office.rules(), office.partners(), office.staffNames()])
  const nameOf = (id: string) => names.get(id) ?? id
  return {
    rules: viewRules(stored, scope, clock.now()).map((rule) => presentRule(rule, nameOf)),
    partners,
    canEdit: signedIn?.user.roles.includes('operatorAdmin') ?? false,
  }
}

function presentRule({ key, inForce, entries }: RuleView, nameOf: (id: string) => string): RuleBookWire['rules'][number] {
  return {
    key,
    area: RULE_FORMS[key].area,
    fields: fieldsOf(key).map(({ path, field }) => ({ path, kind: field.kind, ...boundsOf(field) })),
    layer: inForce.layer,
    values: textsOf(inForce),
    entryId: inForce.rowId ?? null,
    effectiveFrom: toInstantWire(inForce.effectiveFrom),
    entries: entries.map((entry) => presentEntry(entry, nameOf)),
  }
}

function boundsOf(field: RuleField) {
  return {
    min: 'min' in field ? field.min : null,
    max: 'max' in field ? field.max : null,
    choices: 'of' in field ? [...field.of] : [],
  }
}

function presentEntry({ entry, status, cancelledBy }: RuleEntryView, nameOf: (id: string) => string): z.input<typeof entryWire> {
  return {
    id: entry.id,
    status,
    partnerId: entry.partnerId,
    mode: entry.livemode === null ? 'both' : entry.livemode ? 'live' : 'test',
    values: entry.value,
    effectiveFrom: entry.effectiveFrom.toISOString(),
    effectiveTo: toInstantWire(entry.effectiveTo),
    reason: entry.reason,
    source: entry.source,
    setBy: nameOf(entry.setBy),
    setAt: entry.setAt.toISOString(),
    cancelReason: cancelledBy?.reason ?? null,
    cancelledBy: cancelledBy === null ? null : nameOf(cancelledBy.setBy),
  }
}
