import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'

/** Names the browser's tab after the page, and after the product again when the page is left. */
export function usePageTitle(title: string): void {
  const { t } = useTranslation()
  const name = t('app.name')
  useEffect(() => {
    document.title = `${title} · ${name}`
    return () => {
      document.title = name
    }
  }, [title, name])
}
