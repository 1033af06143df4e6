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

export type BatteryType = 'NONE' | 'IN_EQUIPMENT' | 'WITH_EQUIPMENT' | 'LOOSE' | 'POWER_BANK' | 'BUTTON'

const BATTERY_FLAGS: { readonly [type in Exclude<BatteryType, 'NONE'>]: RestrictionFlag } = {
  IN_EQUIPMENT: 'batteryInEquipment',
  WITH_EQUIPMENT: 'batteryWithEquipment',
  LOOSE: 'batteryLoose',
  POWER_BANK: 'powerBank',
  BUTTON: 'buttonCell',
}

/** The flags of an inspector's classification; what the inspector did not answer stays unknown. */
export function flagsOf(found: { batteryType?: BatteryType; liquidMl?: number; others?: ItemFlags }): ItemFlags {
  const battery = found.batteryType
  const batteries = Object.values(BATTERY_FLAGS).map((flag) => [
    flag,
    battery !== 'NONE' && battery !== undefined && BATTERY_FLAGS[battery] === flag,
  ])
  return {
    ...found.others,
    ...(battery === undefined ? {} : Object.fromEntries(batteries)),
    ...(found.liquidMl === undefined ? {} : { liquid: found.liquidMl > 0 }),
  }
}

/** What a line does with flagged items; flags it does not name are refused. */
export type FlagPolicy = { readonly [flag in RestrictionFlag]?: 'accept' | 'refuse' | { readonly surcharge: Money } }

/** An item somebody looked at and found nothing about. */
export const PLAIN_ITEM: ItemFlags = Object.fromEntries(RESTRICTION_FLAGS.map((flag) => [flag, false]))

/** Never carried by anyone, whatever a line says. */
export const NEVER_CARRIED: ReadonlySet<RestrictionFlag> = new Set(['weaponLike', 'currency', 'tobacco', 'flammable'])

/** Why a line refuses an item, one `flag:reason` each; empty when it takes it. */
export function flagRefusals(policy: FlagPolicy, item: ItemFlags): string[] {
  return RESTRICTION_FLAGS.flatMap((flag) => {
    if (item[flag] === undefined) return [`${flag}:unclassified`]
    if (!item[flag]) return []
    return NEVER_CARRIED.has(flag) || (policy[flag] ?? 'refuse') === 'refuse' ? [`${flag}:refused`] : []
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
