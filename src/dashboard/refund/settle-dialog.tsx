import { App, Button, Checkbox, InputNumber, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import type { Refund } from '../api/wire.ts'
import { useFormat } from '../i18n/format.ts'
import { decimalsOf } from '../parts/decimals-of.ts'
import { ReasonInput } from '../parts/reason-input.tsx'
import { useAction } from '../parts/use-action.ts'
import { useFocusReturn } from '../parts/use-focus-return.ts'

const QUICK = ['shipped', 'timeout', 'refused', 'goodwill'] as const
const OUTCOMES = ['CLOSED', 'COMPENSATED'] as const
type Outcome = (typeof OUTCOMES)[number]

/** What becomes of a claim that 1688 closed: nothing, or our own money; and of the goods that lie here for it. */
export function SettleDialog({ refund, onClose }: { refund: Refund; onClose: () => void }) {
  const { t } = useTranslation()
  useFocusReturn()
  const format = useFormat()
  const { message } = App.useApp()
  const { currency } = refund.requested
  const digits = decimalsOf(currency)
  const left = Math.min(refund.requested.amount, refund.linePaid.amount - refund.lineRefunded.amount)
  const [outcome, setOutcome] = useState<Outcome>('CLOSED')
  const [amount, setAmount] = useState<number | null>(left / 10 ** digits)
  const [keepGoods, setKeepGoods] = useState(false)
  const [reason, setReason] = useState('')
  const compensation = outcome === 'CLOSED' ? null : Math.round((amount ?? 0) * 10 ** digits)
  const settle = useAction(
    ['refund', refund.id],
    async () => {
      const settled = await api.settleClosedRefund(refund.id, { compensation, keepGoods, reason: reason.trim() })
      void message.success(t(settled.compensationProposal === null ? 'refund.settleDone' : 'finance.waits'))
      return settled
    },
    onClose,
  )
  const isReady = reason.trim() !== '' && (compensation === null || (compensation > 0 && compensation <= left))
  return (
    <Modal
      open
      title={t('refund.settle')}
      onCancel={onClose}
      okText={t(`refund.outcome.${outcome}`)}
      okButtonProps={{ disabled: !isReady, loading: settle.isPending }}
      onOk={() => settle.mutate()}
    >
      <p className="quiet gap-bottom">{t('refund.settleText')}</p>
      <Radio.Group
        className="gap-bottom"
        value={outcome}
        onChange={({ target }) => setOutcome(target.value as Outcome)}
        options={OUTCOMES.map((value) => ({ value, label: t(`refund.outcome.${value}`) }))}
      />
      {outcome === 'COMPENSATED' && (
        <div className="gap-bottom">
          <InputNumber<number>
            value={amount}
            onChange={setAmount}
            min={0}
            max={left / 10 ** digits}
            precision={digits}
            controls={false}
            prefix={currency}
            aria-label={t('refund.compensation', { currency })}
            style={{ width: '100%' }}
          />
          <p className="quiet">{t('refund.compensationLeft', { amount: format.money({ amount: left, currency }) })}</p>
        </div>
      )}
      {refund.unitsOnHold > 0 && refund.inspectionId !== null && (
        <div className="gap-bottom">
          <Checkbox checked={keepGoods} onChange={({ target }) => setKeepGoods(target.checked)}>
            {t('refund.keepGoods', { count: refund.unitsOnHold })}
          </Checkbox>
          <p className="quiet">{t('refund.keepGoodsNot')}</p>
        </div>
      )}
      <div className="tags gap-bottom">
        {QUICK.map((key) => (
          <Button key={key} size="small" onClick={() => setReason(t(`refund.settleQuick.${key}`))}>
            {t(`refund.settleQuick.${key}`)}
          </Button>
        ))}
      </div>
      <ReasonInput
        label={t('refund.settleReason')}
        value={reason}
        onChange={setReason}
        onSubmit={() => isReady && settle.mutate()}
        autoFocus={false}
      />
    </Modal>
  )
}
