import { Alert, App, Button, Drawer, Form, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { FINANCE_KEY } from '../api/queries.ts'
import type { CreditChange, CreditLine, FinanceOverview, Mode, NewCreditChange } from '../api/wire.ts'
import { decimalsOf } from '../parts/decimals-of.ts'
import { useChange } from '../parts/use-change.ts'
import { useFocusReturn } from '../parts/use-focus-return.ts'

type Fields = {
  partnerId: string
  currency: NewCreditChange['limit']['currency']
  limit: number
  termDays: number
  status: NewCreditChange['status']
  reason: string
}

type Props = { line: CreditLine | null; mode: Mode; partners: FinanceOverview['partners']; onClose: () => void }

const CURRENCIES = ['USD', 'EUR', 'GBP', 'JPY', 'KRW', 'CNY'] as const
const STATUSES = ['ACTIVE', 'SUSPENDED', 'CLOSED'] as const
const LONGEST_TERM_DAYS = 180

/** New terms of one partner's credit; what widens it waits in the list for another person. */
export function CreditDrawer({ line, mode, partners, onClose }: Props) {
  const { t } = useTranslation()
  useFocusReturn()
  const { message } = App.useApp()
  const needed = [{ required: true, message: t('finance.needed') }]
  const propose = useChange<NewCreditChange, CreditChange>(
    FINANCE_KEY,
    async (body) => {
      const change = await api.proposeCreditChange(body)
      void message.success(t(change.state === 'IN_FORCE' ? 'credit.inForce' : 'credit.waits'))
      return change
    },
    onClose,
  )
  return (
    <Drawer open title={t('credit.grant')} onClose={onClose} size={420}>
      <Form<Fields>
        layout="vertical"
        onFinish={(fields) => propose.mutate(toChange(fields, mode))}
        initialValues={initialOf(line, partners)}
      >
        <Alert type="info" showIcon className="gap-bottom" title={t('credit.hint')} />
        <Form.Item name="partnerId" label={t('finance.partner')} rules={needed}>
          <Select disabled={line !== null} options={partners.map(({ id, name }) => ({ value: id, label: name }))} />
        </Form.Item>
        <Form.Item name="currency" label={t('finance.currency')} rules={needed}>
          <Select disabled={line !== null} options={CURRENCIES.map((value) => ({ value, label: value }))} />
        </Form.Item>
        <Form.Item name="limit" label={t('credit.limit')} rules={needed}>
          <InputNumber<number> min={0.01} controls={false} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="termDays" label={t('credit.termDays')} rules={needed}>
          <InputNumber<number> min={1} max={LONGEST_TERM_DAYS} precision={0} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="status" label={t('finance.state')} rules={needed}>
          <Select options={STATUSES.map((value) => ({ value, label: t(`creditStatus.${value}`) }))} />
        </Form.Item>
        <Form.Item name="reason" label={t('finance.reason')} rules={[{ required: true, whitespace: true, message: t('finance.needed') }]}>
          <Input.TextArea maxLength={500} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={propose.isPending} block>
          {t('finance.book')}
        </Button>
      </Form>
    </Drawer>
  )
}

function initialOf(line: CreditLine | null, partners: FinanceOverview['partners']): Partial<Fields> {
  const [only, ...others] = partners
  if (line === null)
    return { currency: 'USD', termDays: 30, status: 'ACTIVE', ...(only !== undefined && others.length === 0 ? { partnerId: only.id } : {}) }
  const { partnerId, limit, termDays, status } = line
  return { partnerId, currency: limit.currency, limit: limit.amount / 10 ** decimalsOf(limit.currency), termDays, status }
}

function toChange({ partnerId, currency, limit, termDays, status, reason }: Fields, mode: Mode): NewCreditChange {
  const amount = Math.round(limit * 10 ** decimalsOf(currency))
  return { partnerId, livemode: mode === 'live', status, limit: { amount, currency }, termDays, reason: reason.trim() }
}
