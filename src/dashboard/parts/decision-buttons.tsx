import { Button, Popconfirm, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import type { BookingDecision } from '../api/wire.ts'

type Decision = BookingDecision['decision']
type Props = {
  allowed: readonly Decision[]
  isBusy: boolean
  /** What is decided on, in a line: it stands in the question before a yes or a taking back. */
  about: string
  onPress: (decision: Decision) => void
}

/** What this person may say to something that waits for a second one. A refusal asks for its reason elsewhere. */
export function DecisionButtons({ allowed, isBusy, about, onPress }: Props) {
  const { t } = useTranslation()
  return (
    <Space size="small">
      {allowed.map((decision) => {
        const isYes = decision === 'approve'
        const button = (
          <Button
            size="small"
            type={isYes ? 'primary' : 'default'}
            loading={isBusy}
            {...(decision === 'reject' ? { onClick: () => onPress(decision) } : {})}
          >
            {t(`finance.decide.${decision}`)}
          </Button>
        )
        if (decision === 'reject') return <span key={decision}>{button}</span>
        return (
          <Popconfirm
            key={decision}
            title={t(isYes ? 'finance.sureApprove' : 'finance.sureWithdraw')}
            description={about}
            okText={t(`finance.decide.${decision}`)}
            onConfirm={() => onPress(decision)}
          >
            {button}
          </Popconfirm>
        )
      })}
    </Space>
  )
}
