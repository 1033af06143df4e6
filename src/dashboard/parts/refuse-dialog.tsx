import { Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

type Props = { title: string; onCancel: () => void; onRefuse: (reason: string) => void }

/** Asks why, before something proposed is refused. */
export function RefuseDialog({ title, onCancel, onRefuse }: Props) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  return (
    <Modal
      open
      title={title}
      okText={t('finance.decide.reject')}
      okButtonProps={{ disabled: reason.trim() === '' }}
      onOk={() => onRefuse(reason.trim())}
      onCancel={onCancel}
    >
      <Input.TextArea
        aria-label={t('finance.reason')}
        placeholder={t('finance.reason')}
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  )
}
