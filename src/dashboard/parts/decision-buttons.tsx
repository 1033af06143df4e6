import { Button, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import type { BookingDecision } from '../api/wire.ts'

type Decision = BookingDecision['decision']
type Props = { allowed: readonly Decision[]; isBusy: boolean; onPress: (decision: Decision) => void }

/** What this person may say to something that waits for a second one. */
export function DecisionButtons({ allowed, isBusy, onPress }: Props) {
  const { t } = useTranslation()
  return (
    <Space size="small">
      {allowed.map((decision) => (
        <Button
          key={decision}
          size="small"
          type={decision === 'approve' ? 'primary' : 'default'}
          loading={isBusy}
          onClick={() => onPress(decision)}
        >
          {t(`finance.decide.${decision}`)}
        </Button>
      ))}
    </Space>
  )
}
