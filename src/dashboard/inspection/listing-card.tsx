import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Inspection } from '../api/wire.ts'
import { useFormat } from '../i18n/format.ts'
import { Facts, IdText, StateTag } from '../parts/labels.tsx'
import { useAttributes } from '../parts/use-attributes.ts'

/** What was bought and how it came: the words of the listing, frozen when it was ordered. */
export function ListingCard({ inspection }: { inspection: Inspection }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { product, parcel } = inspection
  const attributes = useAttributes(product)
  return (
    <section className="panel" aria-label={t('product.promised')}>
      <div className="expected">
        <strong>{format.number(inspection.expectedQuantity)}</strong>
        <span>{t('product.expected')}</span>
      </div>
      <h3>{t('product.attributes')}</h3>
      <div className="attributes">
        {attributes.map(({ name, value }) => (
          <div key={name}>
            <span>{name}</span>
            <b>{value}</b>
          </div>
        ))}
      </div>
      {product.serviceLabels.length > 0 && (
        <div className="tags">
          {product.serviceLabels.map((service) => (
            <Tag key={service}>{service}</Tag>
          ))}
        </div>
      )}
      <Facts
        rows={[
          [t('product.seller'), product.sellerName],
          [t('product.waybill'), <IdText key="waybill" id={parcel.waybillNo} short={false} />],
          [t('product.courier'), parcel.courierName ?? t('common.none')],
          [t('product.weight'), parcel.weightG === null ? t('common.none') : format.weight(parcel.weightG)],
          [t('product.arrivedAt'), parcel.arrivedAt === null ? t('product.notArrived') : format.moment(parcel.arrivedAt)],
          [t('product.order'), <IdText key="order" id={inspection.orderId} />],
        ]}
      />
      {inspection.parcelInspections.length > 1 && (
        <>
          <h3>{t('product.siblings')}</h3>
          <div className="siblings">
            {inspection.parcelInspections.map(({ id, state }) =>
              id === inspection.id ? (
                <span key={id} className="is-open">
                  <code>…{id.slice(-6)}</code> <StateTag state={state} of="inspection" />
                </span>
              ) : (
                <Link key={id} to={`/inspections/${id}`}>
                  <code>…{id.slice(-6)}</code> <StateTag state={state} of="inspection" />
                </Link>
              ),
            )}
          </div>
        </>
      )}
    </section>
  )
}
