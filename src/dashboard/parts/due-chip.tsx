import { ClockCircleOutlined } from '@ant-design/icons'
import { Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { durationParts, urgencyOf } from './due.ts'
import { useNow } from './use-now.ts'

/** A deadline as a countdown; its colour says how pressing it is, its tooltip the moment. */
export function DueChip({ dueAt }: { dueAt: string | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  if (dueAt === null) return <span className="due due-undated">{t('due.none')}</span>
  const leftMs = Date.parse(dueAt) - now
  const { key, ...parts } = durationParts(leftMs)
  return (
    <Tooltip title={format.moment(dueAt)}>
      <span className={`due due-${urgencyOf(dueAt, now)}`}>
        <ClockCircleOutlined /> {t(leftMs < 0 ? 'due.overdue' : 'due.left', { time: t(key, parts) })}
      </span>
    </Tooltip>
  )
}
