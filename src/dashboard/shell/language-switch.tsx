import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Language } from '../api/wire.ts'
import { switchLanguage, useLanguage } from '../i18n/language.ts'

const CHOICES: { value: Language; label: string }[] = [
  { value: 'zh-CN', label: '中文' },
  { value: 'en', label: 'English' },
]

/** Two words, one click; the choice stays in this browser. */
export function LanguageSwitch() {
  const { t } = useTranslation()
  const { language } = useLanguage()
  return (
    <Segmented
      size="small"
      aria-label={t('app.language')}
      value={language}
      options={CHOICES}
      onChange={(value) => void switchLanguage(value)}
    />
  )
}
