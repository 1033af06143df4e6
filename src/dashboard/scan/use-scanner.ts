import { useEffect, useRef } from 'react'

/** Scanners type a key every few milliseconds, wireless ones now and then with a gap; no hand keeps up 50 ms a key. */
const SLOWEST_SCANNER_MS = 50
const LONGEST_GAP_MS = 150
const SHORTEST_CODE = 6

type Burst = { text: string; startAt: number; lastAt: number; field: HTMLInputElement | HTMLTextAreaElement | null; before: string }

/**
 * Hears a barcode scanner anywhere on the page and calls `onCode`. A code shot into a field by mistake is taken out of it again,
 * so that a count of 12 never becomes 12690112345678. Fields marked `data-scan` read codes themselves.
 */
export function useScanner(onCode: (code: string) => void): void {
  const handler = useRef(onCode)
  handler.current = onCode
  useEffect(() => {
    let burst: Burst = fresh(null, 0)
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      const field = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement ? event.target : null
      if (field?.dataset.scan !== undefined) return
      if (event.key === 'Enter') {
        if (isScan(burst, event.timeStamp)) {
          event.preventDefault()
          event.stopImmediatePropagation()
          if (burst.field !== null) restore(burst.field, burst.before)
          handler.current(burst.text)
        }
        burst = fresh(null, 0)
        return
      }
      if (event.key.length !== 1) return
      if (event.timeStamp - burst.lastAt > LONGEST_GAP_MS || field !== burst.field) burst = fresh(field, event.timeStamp)
      burst = { ...burst, text: burst.text + event.key, lastAt: event.timeStamp }
    }
    window.addEventListener('keydown', listen, { capture: true })
    return () => window.removeEventListener('keydown', listen, { capture: true })
  }, [])
}

function isScan({ text, startAt, lastAt }: Burst, enteredAt: number): boolean {
  return text.length >= SHORTEST_CODE && enteredAt - lastAt <= LONGEST_GAP_MS && (enteredAt - startAt) / text.length <= SLOWEST_SCANNER_MS
}

function fresh(field: Burst['field'], at: number): Burst {
  return { text: '', startAt: at, lastAt: at, field, before: field?.value ?? '' }
}

/** Through the prototype's setter, so that React notices the change. */
function restore(field: HTMLInputElement | HTMLTextAreaElement, value: string): void {
  const prototype = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
