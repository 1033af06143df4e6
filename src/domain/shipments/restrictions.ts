import { type Money, sum } from '../shared/money.ts'

/** What an item may be that a carrier or a country objects to (domain.md 9.2). */
export const RESTRICTION_FLAGS = [
  'batteryInEquipment',
  'batteryWithEquipment',
  'batteryLoose',
  'powerBank',
  'buttonCell',
  'liquid',
  'powder',
  'paste',
  'magnetic',
  'aerosol',
  'flammable',
  'blade',
  'food',
  'plantAnimal',
  'medicine',
  'tobacco',
  'currency',
  'weaponLike',
  'brandSensitive',
  'fragile',
  'oversize',
] as const

export type RestrictionFlag = (typeof RESTRICTION_FLAGS)[number]

/** A classified item answers every flag; an absent answer means unknown, and unknown is refused. */
export type ItemFlags = { readonly [flag in RestrictionFlag]?: boolean }

/** What a line does with flagged items; flags it does not name are refused. */
export type FlagPolicy = { readonly [flag in RestrictionFlag]?: 'accept' | 'refuse' | { readonly surcharge: Money } }

/** An item somebody looked at and found nothing about. */
export const PLAIN_ITEM: ItemFlags = Object.fromEntries(RESTRICTION_FLAGS.map((flag) => [flag, false]))

/** Never carried by anyone, whatever a line says. */
const NEVER: ReadonlySet<RestrictionFlag> = new Set(['weaponLike', 'currency', 'tobacco', 'flammable'])

/** Why a line refuses an item, one `flag:reason` each; empty when it takes it. */
export function flagRefusals(policy: FlagPolicy, item: ItemFlags): string[] {
  return RESTRICTION_FLAGS.flatMap((flag) => {
    if (item[flag] === undefined) return [`${flag}:unclassified`]
    if (!item[flag]) return []
    return NEVER.has(flag) || (policy[flag] ?? 'refuse') === 'refuse' ? [`${flag}:refused`] : []
  })
}

/** What the line adds for the item's flags, in the line's currency. */
export function flagSurcharge(policy: FlagPolicy, item: ItemFlags, currency: Money['currency']): Money {
  const surcharges = RESTRICTION_FLAGS.flatMap((flag) => {
    const answer = policy[flag]
    return item[flag] && typeof answer === 'object' ? [answer.surcharge] : []
  })
  return sum(surcharges, currency)
}
