import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/problem.ts'

/** What went wrong, in the language shown, by the problem's code. */
export function useProblemText(): (error: unknown) => string {
  const { t, i18n } = useTranslation()
  return useCallback(
    (error) => {
      if (!(error instanceof Problem)) return t('common.crashedTitle')
      const key = `problem.${error.code}`
      if (i18n.exists(key)) return t(key, { seconds: error.retryAfterSeconds ?? '' })
      return t('problem.fallback', { code: error.code })
    },
    [t, i18n],
  )
}
