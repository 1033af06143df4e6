import { App, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { RECONCILIATION_KEY } from '../api/queries.ts'
import type { Difference } from '../api/wire.ts'
import { useLabel } from '../i18n/format.ts'
import { ReasonInput } from '../parts/reason-input.tsx'
import { useChange } from '../parts/use-change.ts'
import { useFocusReturn } from '../parts/use-focus-return.ts'

type Settled = 'EXPLAINED' | 'RESOLVED'

/** What a difference is, or that it has been put right: with a reason, and without touching a book. */
export function SettleDialog({ difference, onClose }: { difference: Difference; onClose: () => void }) {
  const { t } = useTranslation()
  useFocusReturn()
  const label = useLabel()
  const { message } = App.useApp()
  const [state, setState] = useState<Settled>('EXPLAINED')
  const [reason, setReason] = useState('')
  const settle = useChange(
    RECONCILIATION_KEY,
    () => api.settleDifference(difference.id, state, reason.trim()),
    () => {
      void message.success(t('reconciliation.settledDone'))
      onClose()
    },
  )
  return (
    <Modal
      open
      title={t('reconciliation.settle')}
      onCancel={onClose}
      okButtonProps={{ disabled: reason.trim() === '', loading: settle.isPending }}
      onOk={() => settle.mutate()}
    >
      <div className="stack">
        <p className="quiet">
          {label('differenceKind', difference.kind)} · {label('bookAccount', difference.subject)}
        </p>
        <Radio.Group
          value={state}
          onChange={(event) => setState(event.target.value as Settled)}
          options={(['EXPLAINED', 'RESOLVED'] as const).map((value) => ({ value, label: t(`reconciliation.settled.${value}`) }))}
        />
        <ReasonInput label={t('reconciliation.reason')} value={reason} onChange={setReason} onSubmit={() => settle.mutate()} />
      </div>
    </Modal>
  )
}
