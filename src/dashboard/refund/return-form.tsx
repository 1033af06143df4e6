import { CarOutlined } from '@ant-design/icons'
import { App, Button, Input, Select } from 'antd'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import type { Refund } from '../api/wire.ts'
import { useAction } from '../parts/use-action.ts'
import { usePageScan } from '../scan/scan-context.tsx'

const COURIERS = ['SF', 'YTO', 'ZTO', 'STO', 'YUNDA', 'JD', 'EMS', 'DBL', 'JTSD']
const OWN_ID = /^(ins|shp|rfc|lot)_/i

/** The parcel back to the seller: a scan of its label fills the number in. */
export function ReturnForm({ refund }: { refund: Refund }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [courierCode, setCourierCode] = useState<string | null>(null)
  const [waybillNo, setWaybillNo] = useState('')
  const ship = useAction(
    ['refund', refund.id],
    (code: string) => api.shipReturn(refund.id, code, waybillNo.trim()),
    () => void message.success(t('refund.returnDone')),
  )
  const scanned = useCallback((code: string) => {
    if (OWN_ID.test(code)) return false
    setWaybillNo(code)
    return true
  }, [])
  usePageScan(scanned)
  return (
    <section className="panel" aria-label={t('refund.shipReturn')}>
      <div className="panel-head">
        <h2>{t('refund.shipReturn')}</h2>
      </div>
      <p className="quiet hint">{t('refund.shipReturnText')}</p>
      <form
        className="return-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (courierCode !== null && waybillNo.trim() !== '') ship.mutate(courierCode)
        }}
      >
        <Select
          className="return-courier"
          value={courierCode}
          onChange={setCourierCode}
          placeholder={t('refund.courier')}
          aria-label={t('refund.courier')}
          showSearch={{ optionFilterProp: 'label' }}
          options={COURIERS.map((value) => ({ value, label: t(`courier.${value}`) }))}
        />
        <Input
          className="return-waybill"
          value={waybillNo}
          onChange={(event) => setWaybillNo(event.target.value)}
          placeholder={t('refund.waybill')}
          aria-label={t('refund.waybill')}
          maxLength={40}
        />
        <Button
          type="primary"
          htmlType="submit"
          icon={<CarOutlined />}
          disabled={courierCode === null || waybillNo.trim() === ''}
          loading={ship.isPending}
        >
          {t('refund.submitReturn')}
        </Button>
      </form>
    </section>
  )
}
