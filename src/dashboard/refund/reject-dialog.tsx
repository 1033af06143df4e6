import { App, Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { ReasonInput } from '../parts/reason-input.tsx'
import { useAction } from '../parts/use-action.ts'
import { useFocusReturn } from '../parts/use-focus-return.ts'

const QUICK = ['window', 'evidence', 'caused', 'label'] as const

/** A no needs a reason the buyer can read; the common ones are a click. */
export function RejectDialog({ refundId, onClose }: { refundId: string; onClose: () => void }) {
  const { t } = useTranslation()
  useFocusReturn()
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const reject = useAction(
    ['refund', refundId],
    () => api.rejectRefund(refundId, reason.trim()),
    () => {
      void message.success(t('refund.rejectedDone'))
      onClose()
    },
  )
  return (
    <Modal
      open
      title={t('refund.rejectTitle')}
      onCancel={onClose}
      okText={t('refund.reject')}
      okButtonProps={{ danger: true, disabled: reason.trim() === '', loading: reject.isPending }}
      onOk={() => reject.mutate()}
    >
      <div className="tags gap-bottom">
        {QUICK.map((key) => (
          <Button key={key} size="small" onClick={() => setReason(t(`refund.rejectQuick.${key}`))}>
            {t(`refund.rejectQuick.${key}`)}
          </Button>
        ))}
      </div>
      <ReasonInput label={t('refund.rejectReason')} value={reason} onChange={setReason} onSubmit={() => reject.mutate()} />
    </Modal>
  )
}
