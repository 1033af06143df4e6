type Box = { readonly lengthMm: number; readonly widthMm: number; readonly heightMm: number }
type SizeLimit = { readonly longestSideMm: number; readonly lengthPlusGirthMm: number | null }

/** Postal EMS size rules (domain.md 9.3). STD3 holds in some areas of Tokyo and Osaka only; verify per country before use. */
export const SIZE_RULES = {
  STD1: { longestSideMm: 1_500, lengthPlusGirthMm: 3_000 },
  STD2: { longestSideMm: 1_050, lengthPlusGirthMm: 2_000 },
  STD3: { longestSideMm: 1_800, lengthPlusGirthMm: 3_000 },
  STD4: { longestSideMm: 600, lengthPlusGirthMm: null },
} as const satisfies Record<string, SizeLimit>

export type SizeRule = keyof typeof SIZE_RULES

/** True when the carton keeps the rule; girth is twice the two shorter sides. */
export function fitsSizeRule(rule: SizeRule, carton: Box): boolean {
  const limit: SizeLimit = SIZE_RULES[rule]
  const [longest, second, third] = sides(carton)
  return longest <= limit.longestSideMm && (limit.lengthPlusGirthMm === null || longest + 2 * (second + third) <= limit.lengthPlusGirthMm)
}

function sides({ lengthMm, widthMm, heightMm }: Box): [number, number, number] {
  const longest = Math.max(lengthMm, widthMm, heightMm)
  const shortest = Math.min(lengthMm, widthMm, heightMm)
  return [longest, lengthMm + widthMm + heightMm - longest - shortest, shortest]
}
