import { useSearchParams } from 'react-router'

/**
 * One choice of a page, kept in its address, so that it outlives a reload and can be sent to a colleague. The first of `options` goes
 * without saying. Choosing drops the parameters named in `resets`.
 */
export function useUrlChoice<Choice extends string>(
  name: string,
  options: readonly [Choice, ...Choice[]],
  resets: readonly string[] = [],
): [Choice, (next: Choice) => void] {
  const [text, write] = useUrlText(name, resets)
  const choice = options.find((one) => one === text) ?? options[0]
  return [choice, (next) => write(next === options[0] ? null : next)]
}

/** The same for a text of its own; null when the address says nothing. */
export function useUrlText(name: string, resets: readonly string[] = []): [string | null, (next: string | null) => void] {
  const [params, setParams] = useSearchParams()
  const write = (next: string | null) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before)
        for (const other of resets) after.delete(other)
        if (next === null || next === '') after.delete(name)
        else after.set(name, next)
        return after
      },
      { replace: true },
    )
  return [params.get(name), write]
}
