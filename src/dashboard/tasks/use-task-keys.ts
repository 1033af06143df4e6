import { useEffect, useRef } from 'react'

type TaskKeys = {
  ids: string[]
  selected: string | null
  select: (id: string) => void
  open: (id: string) => void
  focusScan: () => void
  switchTo: (index: number) => void
}

/** The list by keyboard: arrows choose (also out of an empty scan box), Enter opens, `/` goes to the scan box, digits change the tab. */
export function useTaskKeys(keys: TaskKeys): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('.ant-modal-wrap:not([style*="none"])') !== null) return
      const field = event.target instanceof HTMLInputElement ? event.target : null
      if (field !== null && field.value !== '') return
      if (handle(event.key, field !== null, latest.current)) event.preventDefault()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}

/** True when the key meant something. */
function handle(key: string, inField: boolean, keys: TaskKeys): boolean {
  const { ids, selected } = keys
  const at = selected === null ? -1 : ids.indexOf(selected)
  const next = key === 'ArrowDown' ? ids[Math.min(at + 1, ids.length - 1)] : key === 'ArrowUp' ? ids[Math.max(at - 1, 0)] : undefined
  if (next !== undefined) {
    keys.select(next)
    return true
  }
  if (key === 'Enter' && selected !== null && at >= 0) {
    keys.open(selected)
    return true
  }
  if (inField) return false
  if (key === '/') keys.focusScan()
  else if (/^[1-6]$/.test(key)) keys.switchTo(Number(key) - 1)
  else return false
  return true
}
