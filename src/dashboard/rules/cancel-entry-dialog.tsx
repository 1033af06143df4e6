import { App, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { RULES_KEY } from '../api/queries.ts'
import { ReasonInput } from '../parts/reason-input.tsx'
import { useChange } from '../parts/use-change.ts'
import { useFocusReturn } from '../parts/use-focus-return.ts'

/** Takes an entry back before it begins; it stays readable, with this reason. */
export function CancelEntryDialog({ entryId, onClose }: { entryId: string; onClose: () => void }) {
  const { t } = useTranslation()
  useFocusReturn()
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
      <ReasonInput label={t('rules.reason')} value={reason} onChange={setReason} onSubmit={() => cancel.mutate()} />
    </Modal>
  )
}
