import { useEffect, useRef } from 'react'

/** Hands over files that are pasted anywhere on the page. */
export function usePaste(take: (files: Iterable<File>) => void): void {
  const latest = useRef(take)
  latest.current = take
  useEffect(() => {
    const listen = (event: ClipboardEvent) => {
      const files = Array.from(event.clipboardData?.files ?? [])
      if (files.length === 0) return
      event.preventDefault()
      latest.current(files)
    }
    window.addEventListener('paste', listen)
    return () => window.removeEventListener('paste', listen)
  }, [])
}
