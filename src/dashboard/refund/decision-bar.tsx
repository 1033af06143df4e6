import { CheckOutlined, CloseOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import type { Refund } from '../api/wire.ts'
import { useFormat } from '../i18n/format.ts'
import { useAction } from '../parts/use-action.ts'
import { RejectDialog } from './reject-dialog.tsx'
import { SettleDialog } from './settle-dialog.tsx'

/** What this person may do with the claim now. */
export function DecisionBar({ refund }: { refund: Refund }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { message, modal } = App.useApp()
  const [isRejecting, setRejecting] = useState(false)
  const [isSettling, setSettling] = useState(false)
  const approve = useAction(
    ['refund', refund.id],
    () => api.approveRefund(refund.id),
    () => void message.success(t('refund.approvedDone')),
  )
  const ask = () =>
    modal.confirm({
      title: t('refund.approveTitle'),
      content: t('refund.approveText', { amount: format.money(refund.requestedUpstream) }),
      okText: t('refund.approve'),
      onOk: () => approve.mutate(),
    })
  return (
    <div className="action-bar">
      <div className="action-words" />
      <div className="action-buttons">
        {refund.allowed.includes('reject') && (
          <Button size="large" danger icon={<CloseOutlined />} onClick={() => setRejecting(true)} data-action="reject">
            {t('refund.reject')}
          </Button>
        )}
        {refund.allowed.includes('approve') && (
          <Button size="large" type="primary" icon={<CheckOutlined />} loading={approve.isPending} onClick={ask} data-action="approve">
            {t('refund.approve')}
          </Button>
        )}
        {refund.allowed.includes('settle') && (
          <Button size="large" type="primary" onClick={() => setSettling(true)} data-action="settle">
            {t('refund.settle')}
          </Button>
        )}
      </div>
      {isSettling && <SettleDialog refund={refund} onClose={() => setSettling(false)} />}
      {isRejecting && <RejectDialog refundId={refund.id} onClose={() => setRejecting(false)} />}
    </div>
  )
}
