import { App, Button, Drawer, Form, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { FINANCE_KEY } from '../api/queries.ts'
import type { Booking, BookingDraft, BookingKind, FinanceOverview, Mode, NewBooking } from '../api/wire.ts'
import { decimalsOf } from '../parts/decimals-of.ts'
import { useChange } from '../parts/use-change.ts'
import { useFocusReturn } from '../parts/use-focus-return.ts'

type Fields = {
  kind: BookingKind
  partnerId: string
  amount?: number
  currency: NonNullable<NewBooking['amount']>['currency']
  reason: string
  bankReference?: string
  valueDate?: string
}

type Props = { draft: BookingDraft; mode: Mode; partners: FinanceOverview['partners']; onClose: () => void }

const FREE_KINDS = ['bankTransfer', 'adjustUp', 'adjustDown'] as const
const CURRENCIES = ['USD', 'EUR', 'GBP', 'JPY', 'KRW', 'CNY'] as const

/** One booking by hand: below the limit it is booked at once, above it the next person finds it in the list. */
export function BookingDrawer({ draft, mode, partners, onClose }: Props) {
  const { t } = useTranslation()
  useFocusReturn()
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const kind = Form.useWatch('kind', form) ?? draft.kind
  const isReceipt = kind === 'acceptReceipt' || kind === 'returnReceipt'
  const book = useChange<NewBooking, Booking>(
    FINANCE_KEY,
    async (body) => {
      const booking = await api.proposeBooking(body)
      void message.success(t(booking.state === 'BOOKED' ? 'finance.booked' : 'finance.waits'))
      return booking
    },
    onClose,
  )
  const send = (fields: Fields) => book.mutate(toBooking(fields, draft, mode))
  return (
    <Drawer open title={t('finance.newBooking')} onClose={onClose} size={420}>
      <Form<Fields> form={form} layout="vertical" onFinish={send} initialValues={initialOf(draft, partners)}>
        <Form.Item name="kind" label={t('finance.what')}>
          <Select
            disabled={draft.topUpId !== undefined}
            options={(draft.topUpId === undefined ? FREE_KINDS : [draft.kind]).map((one) => ({
              value: one,
              label: t(`finance.kind.${one}`),
            }))}
          />
        </Form.Item>
        <Form.Item name="partnerId" label={t('finance.partner')} rules={[{ required: true, message: t('finance.needed') }]}>
          <Select disabled={draft.partnerId !== undefined} options={partners.map(({ id, name }) => ({ value: id, label: name }))} />
        </Form.Item>
        {!isReceipt && (
          <Form.Item label={t('finance.amount')} required>
            <Form.Item name="currency" noStyle>
              <Select
                disabled={draft.amount !== undefined}
                options={CURRENCIES.map((value) => ({ value, label: value }))}
                className="gap-bottom"
              />
            </Form.Item>
            <Form.Item name="amount" noStyle rules={[{ required: true, message: t('finance.needed') }]}>
              <InputNumber<number> min={0} controls={false} aria-label={t('finance.amount')} style={{ width: '100%' }} />
            </Form.Item>
          </Form.Item>
        )}
        {kind === 'bankTransfer' && (
          <>
            <Form.Item
              name="bankReference"
              label={t('finance.bankReference')}
              rules={[{ required: true, min: 4, message: t('finance.needed') }]}
            >
              <Input maxLength={64} />
            </Form.Item>
            <Form.Item name="valueDate" label={t('finance.valueDate')} rules={[{ required: true, message: t('finance.needed') }]}>
              <Input type="date" />
            </Form.Item>
          </>
        )}
        <Form.Item name="reason" label={t('finance.reason')} rules={[{ required: true, whitespace: true, message: t('finance.needed') }]}>
          <Input.TextArea maxLength={500} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={book.isPending} block>
          {t('finance.book')}
        </Button>
      </Form>
    </Drawer>
  )
}

function initialOf(draft: BookingDraft, partners: FinanceOverview['partners']): Partial<Fields> {
  const [only, ...others] = partners
  const partnerId = draft.partnerId ?? (others.length === 0 ? only?.id : undefined)
  return {
    kind: draft.kind,
    currency: draft.amount?.currency ?? 'USD',
    ...(partnerId === undefined ? {} : { partnerId }),
    ...(draft.amount === undefined ? {} : { amount: draft.amount.amount / 10 ** decimalsOf(draft.amount.currency) }),
  }
}

function toBooking(fields: Fields, draft: BookingDraft, mode: Mode): NewBooking {
  const { kind, partnerId, currency, amount, reason, bankReference, valueDate } = fields
  const isReceipt = kind === 'acceptReceipt' || kind === 'returnReceipt'
  return {
    ...{ partnerId, kind, livemode: mode === 'live', reason: reason.trim() },
    ...(isReceipt || amount === undefined ? {} : { amount: { currency, amount: Math.round(amount * 10 ** decimalsOf(currency)) } }),
    ...(draft.topUpId === undefined ? {} : { topUpId: draft.topUpId }),
    ...(kind === 'bankTransfer' && bankReference !== undefined && valueDate !== undefined
      ? { bankReference: bankReference.trim(), valueDate }
      : {}),
  }
}
