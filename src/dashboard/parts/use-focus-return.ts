import { useEffect, useState } from 'react'

/** Puts the focus back to where it was before the drawer or dialog that calls this came up, unless that is gone. */
export function useFocusReturn(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      // After the dialog is out of the page: while it leaves, the browser moves the focus itself.
      requestAnimationFrame(() => before instanceof HTMLElement && before.isConnected && before.focus())
    },
    [before],
  )
}
