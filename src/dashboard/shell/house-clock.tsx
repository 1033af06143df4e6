import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { useNow } from '../parts/use-now.ts'

/** The time of the house: every time the app shows is of this zone, wherever the browser stands. */
export function HouseClock() {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow(10_000)
  return (
    <time className="house-clock quiet" title={t('app.zoneHint')}>
      {t('app.zone', { time: format.clock(new Date(now).toISOString()) })}
    </time>
  )
}
