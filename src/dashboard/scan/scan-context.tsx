import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { api } from '../api/client.ts'
import { Problem } from '../api/problem.ts'
import { useProblemText } from '../parts/use-problem-text.ts'
import { targetPath } from '../tasks/target-path.ts'
import { playTone } from './tone.ts'
import { useScanner } from './use-scanner.ts'

/** True when the page knew the code and dealt with it. */
type PageHandler = (code: string) => boolean

type Scan = {
  submit: (code: string, weightG?: number | null) => void
  isBusy: boolean
  setPageHandler: (handler: PageHandler | null) => void
}

const ScanContext = createContext<Scan | null>(null)

/** Every scan ends here: first the open page may take it, then the gateway says what the code is and its page opens. */
export function ScanProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const problemText = useProblemText()
  const pageHandler = useRef<PageHandler | null>(null)
  const { mutate, isPending } = useMutation({
    mutationFn: ({ code, weightG }: { code: string; weightG: number | null }) => api.scan(code, weightG),
    onSuccess: (result, { code }) => {
      playTone('good')
      if (result.arrivedNow) {
        void message.success(t('scan.arrived', { code: result.waybillNo ?? code }))
        void queryClient.invalidateQueries({ queryKey: ['tasks'] })
      }
      const path = targetPath(result.kind, result.targetId)
      if (path === null) void message.info(t('scan.nothingToInspect'))
      else void navigate(path)
    },
    onError: (error, { code }) => {
      playTone('bad')
      const isUnknown = error instanceof Problem && error.status === 404
      void message.error(isUnknown ? t('scan.unknown', { code }) : problemText(error))
    },
  })
  const submit = useCallback<Scan['submit']>(
    (code, weightG = null) => {
      const clean = code.trim()
      if (clean === '' || pageHandler.current?.(clean)) return
      mutate({ code: clean, weightG })
    },
    [mutate],
  )
  useScanner(submit)
  const setPageHandler = useCallback((handler: PageHandler | null) => {
    pageHandler.current = handler
  }, [])
  const value = useMemo(() => ({ submit, isBusy: isPending, setPageHandler }), [submit, isPending, setPageHandler])
  return <ScanContext.Provider value={value}>{children}</ScanContext.Provider>
}

export function useScan(): Scan {
  const scan = useContext(ScanContext)
  if (scan === null) throw new Error('useScan outside ScanProvider')
  return scan
}

/** While this page is open, codes are offered to it first. */
export function usePageScan(handler: PageHandler): void {
  const { setPageHandler } = useScan()
  useEffect(() => {
    setPageHandler(handler)
    return () => setPageHandler(null)
  }, [handler, setPageHandler])
}
