import { Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ReasonInput } from './reason-input.tsx'
import { useFocusReturn } from './use-focus-return.ts'

type Props = { title: string; onCancel: () => void; onRefuse: (reason: string) => void }

/** Asks why, before something proposed is refused. */
export function RefuseDialog({ title, onCancel, onRefuse }: Props) {
  const { t } = useTranslation()
  useFocusReturn()
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
      <ReasonInput label={t('finance.reason')} value={reason} onChange={setReason} onSubmit={() => onRefuse(reason.trim())} />
    </Modal>
  )
}
