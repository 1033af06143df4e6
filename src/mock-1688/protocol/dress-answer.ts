import type { Settings } from '../state/settings.ts'

/** An answer as this run of the mock words it: nulls kept or left out, stray `class` members added or not. */
export function dressAnswer(value: unknown, settings: Settings): unknown {
  if (settings.nulls === 'keep' && !settings.classKeys) return value
  return dress(value, settings, 0)
}

function dress(value: unknown, settings: Settings, depth: number): unknown {
  if (Array.isArray(value)) return value.map((member) => dress(member, settings, depth + 1))
  if (value === null || typeof value !== 'object') return value
  const members = Object.entries(value)
    .filter(([, member]) => settings.nulls === 'keep' || member !== null)
    .map(([key, member]) => [key, dress(member, settings, depth + 1)] as const)
  const stray = settings.classKeys && depth > 1 ? [['class', 'com.alibaba.ocean.openplatform.Model'] as const] : []
  return Object.fromEntries([...members, ...stray])
}
