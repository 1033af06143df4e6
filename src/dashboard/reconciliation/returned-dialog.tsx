import { App, InputNumber, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { RECONCILIATION_KEY } from '../api/queries.ts'
import type { Difference } from '../api/wire.ts'
import { ReasonInput } from '../parts/reason-input.tsx'
import { useChange } from '../parts/use-change.ts'
import { useFocusReturn } from '../parts/use-focus-return.ts'

/** What came back of an order that 1688 closed after it was paid: all of it unless told otherwise, or what the first person said. */
export function ReturnedDialog({ difference, onClose }: { difference: Difference; onClose: () => void }) {
  const { t } = useTranslation()
  useFocusReturn()
  const { message } = App.useApp()
  const said = difference.trail.at(-1)?.returned?.amount ?? difference.theirsAmount?.amount ?? 0
  const [yuan, setYuan] = useState<number | null>(said / 100)
  const [reason, setReason] = useState('')
  const book = useChange(
    RECONCILIATION_KEY,
    () => api.bookReturnedMoney(difference.id, Math.round((yuan ?? 0) * 100), reason.trim()),
    () => {
      void message.success(t('reconciliation.settledDone'))
      onClose()
    },
  )
  return (
    <Modal
      open
      title={t('reconciliation.bookReturned')}
      onCancel={onClose}
      okButtonProps={{ disabled: reason.trim() === '' || yuan === null, loading: book.isPending }}
      onOk={() => book.mutate()}
    >
      <div className="stack">
        <p className="quiet">{t('reconciliation.returnedHint')}</p>
        <InputNumber<number>
          min={0}
          precision={2}
          controls={false}
          prefix="CNY"
          value={yuan}
          onChange={setYuan}
          aria-label={t('reconciliation.returned')}
          style={{ width: '100%' }}
        />
        <ReasonInput
          label={t('reconciliation.reason')}
          value={reason}
          onChange={setReason}
          onSubmit={() => yuan !== null && book.mutate()}
        />
      </div>
    </Modal>
  )
}
