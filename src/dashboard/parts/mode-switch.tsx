import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Mode } from '../api/wire.ts'

/** Live or sandbox. */
export function ModeSwitch({ mode, onChange }: { mode: Mode; onChange: (mode: Mode) => void }) {
  const { t } = useTranslation()
  return (
    <Segmented<Mode>
      value={mode}
      onChange={onChange}
      options={[
        { value: 'live', label: t('rules.modes.live') },
        { value: 'test', label: t('rules.modes.test') },
      ]}
    />
  )
}

/** Says across the page that none of it is real; nothing in live mode. */
export function SandboxBanner({ mode }: { mode: Mode }) {
  const { t } = useTranslation()
  return mode === 'live' ? null : (
    <p className="sandbox-banner" role="note">
      {t('app.testBanner')}
    </p>
  )
}
