import { App, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { RULES_KEY } from '../api/queries.ts'
import { useChange } from '../parts/use-change.ts'

/** Takes an entry back before it begins; it stays readable, with this reason. */
export function CancelEntryDialog({ entryId, onClose }: { entryId: string; onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const cancel = useChange(
    RULES_KEY,
    () => api.cancelRule(entryId, reason.trim()),
    () => {
      void message.success(t('rules.takenBack'))
      onClose()
    },
  )
  return (
    <Modal
      open
      title={t('rules.takeBackTitle')}
      onCancel={onClose}
      okText={t('rules.takeBack')}
      okButtonProps={{ danger: true, disabled: reason.trim() === '', loading: cancel.isPending }}
      onOk={() => cancel.mutate()}
    >
      <Input.TextArea
        autoFocus
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        placeholder={t('rules.reason')}
        className="grows"
        maxLength={500}
      />
    </Modal>
  )
}
