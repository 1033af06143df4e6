import type { Hot } from './profile.ts'

const MOST_LINES = 30

/** Prints what a profile found: by own time, and for functions of ours by all that happens in them. */
export function showProfile(what: string, found: readonly Hot[]): void {
  show(`${what}: functions by their own time`, found, ({ self }) => self)
  const ours = found.filter(({ where }) => / src\//.test(where))
  show(`${what}: functions of ours by all that happens in them`, ours, ({ total }) => total)
}

function show(title: string, found: readonly Hot[], share: (hot: Hot) => number): void {
  console.log(`\n${title}`)
  const lines = found.toSorted((left, right) => share(right) - share(left)).slice(0, MOST_LINES)
  for (const hot of lines) console.log(`${(share(hot) * 100).toFixed(1).padStart(5)} %  ${hot.where}`)
}
