import { useQueryClient } from '@tanstack/react-query'
import { Alert } from 'antd'
import { useCallback, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'

/** Says when what is shown could not be read again: nobody should decide on money by numbers of an hour ago unawares. */
export function StaleBanner() {
  const { t } = useTranslation()
  const cache = useQueryClient().getQueryCache()
  const subscribe = useCallback((listener: () => void) => cache.subscribe(listener), [cache])
  const isStale = useSyncExternalStore(subscribe, () =>
    cache.findAll({ type: 'active' }).some(({ state }) => state.status === 'error' && state.data !== undefined),
  )
  return isStale ? <Alert banner type="warning" title={t('common.offline')} /> : null
}
