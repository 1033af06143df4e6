import { CheckOutlined } from '@ant-design/icons'
import { App, Progress } from 'antd'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Shipment, ShipmentItem } from '../api/wire.ts'
import { Picture } from '../parts/picture.tsx'
import { ServiceList } from '../parts/service-list.tsx'
import { useAttributes } from '../parts/use-attributes.ts'
import { useProductTitle } from '../parts/use-product-title.ts'
import { usePageScan } from '../scan/scan-context.tsx'
import { playTone } from '../scan/tone.ts'

const FOREIGN_CODE = /^(ins|shp|rfc)_/

type Props = { shipment: Shipment; picked: ReadonlySet<string>; onPick: (itemId: string, isPicked: boolean) => void; isOpen: boolean }

/** What to fetch, where it lies, how many; a scan of the bin or the lot ticks it off. */
export function PickList({ shipment, picked, onPick, isOpen }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const items = shipment.items.toSorted((left, right) => left.bin.localeCompare(right.bin, 'en', { numeric: true }))
  const confirm = useCallback(
    (code: string): boolean => {
      if (!isOpen || FOREIGN_CODE.test(code)) return false
      const matching = shipment.items.filter((item) => answersTo(item, code))
      const [next] = matching.filter((item) => !picked.has(item.id))
      playTone(next === undefined ? 'bad' : 'good')
      if (next !== undefined) {
        onPick(next.id, true)
        void message.success(t('consolidation.pickOk', { code }))
      } else void message.warning(matching.length > 0 ? t('consolidation.pickRepeated') : t('consolidation.notHere', { code }))
      return true
    },
    [isOpen, shipment.items, picked, onPick, message, t],
  )
  usePageScan(confirm)
  return (
    <section className="panel" aria-label={t('consolidation.toPick')}>
      <div className="panel-head">
        <h2>{t('consolidation.toPick')}</h2>
        <Progress
          percent={items.length === 0 ? 0 : (picked.size / items.length) * 100}
          showInfo={false}
          size={[120, 6]}
          status={picked.size === items.length ? 'success' : 'normal'}
        />
        <span className="quiet">{t('consolidation.picked', { done: picked.size, total: items.length })}</span>
      </div>
      {isOpen && <p className="quiet hint">{t('consolidation.pickHint')}</p>}
      <div className="picks">
        {items.map((item) => (
          <PickRow key={item.id} item={item} shipmentId={shipment.id} isPicked={picked.has(item.id)} isOpen={isOpen} onPick={onPick} />
        ))}
      </div>
    </section>
  )
}

type RowProps = { item: ShipmentItem; shipmentId: string; isPicked: boolean; isOpen: boolean; onPick: Props['onPick'] }

function PickRow({ item, shipmentId, isPicked, isOpen, onPick }: RowProps) {
  const { t } = useTranslation()
  const { title } = useProductTitle(item.product)
  const attributes = useAttributes(item.product)
  return (
    <div className={`pick ${isPicked ? 'is-picked' : ''}`} data-pick={item.lotId}>
      <Picture src={item.product.imageUrl} alt="" className="pick-picture" />
      <div className="pick-body">
        <strong>{title}</strong>
        <span className="quiet">{attributes.map(({ value }) => value).join(' · ')}</span>
        <span className="pick-marks">
          <code>…{item.lotId.slice(-6)}</code>
          {item.condition === 'DEFECTIVE_ACCEPTED' && <span className="chip is-warn">{t('consolidation.defective')}</span>}
        </span>
        {item.services.length > 0 && (
          <ServiceList lineId={item.lineId} services={item.services} of={['shipment', shipmentId]} at="PACKING" />
        )}
      </div>
      <span className="bin">
        <small>{t('consolidation.bin')}</small>
        {item.bin}
      </span>
      <strong className="pick-quantity">×{item.quantity}</strong>
      <button
        type="button"
        className="tick"
        disabled={!isOpen}
        aria-pressed={isPicked}
        aria-label={t('common.confirm')}
        onClick={() => onPick(item.id, !isPicked)}
      >
        <CheckOutlined />
      </button>
    </div>
  )
}

function answersTo(item: ShipmentItem, code: string): boolean {
  const wanted = code.toLowerCase()
  const names = [item.lotId, item.bin, item.product.skuId, item.product.productId, item.id]
  return names.some((name) => name?.toLowerCase() === wanted)
}
