import { WarningOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import type { Shipment } from '../api/wire.ts'
import { useFormat } from '../i18n/format.ts'

/** What the planner would do: cartons and what goes into which. */
export function ProposalCard({ shipment }: { shipment: Shipment }) {
  const { t } = useTranslation()
  const format = useFormat()
  const plan = shipment.packingPlan
  const nameOf = (lotId: string) => {
    const item = shipment.items.find((one) => one.lotId === lotId)
    return item === undefined ? lotId : `${item.bin}　${item.product.titleZh}`
  }
  return (
    <section className="panel" aria-label={t('consolidation.proposal')}>
      <div className="panel-head">
        <h2>{t('consolidation.proposal')}</h2>
      </div>
      {plan === null && <p className="quiet">{t('consolidation.noProposal')}</p>}
      {plan?.cartons.map(({ carton, items }, index) => (
        <div key={items.map((item) => item.lotId).join()} className="proposal">
          <div className="proposal-head">
            <b>{t('consolidation.carton', { n: index + 1 })}</b>
            <span className="quiet">
              {format.size(carton.lengthMm, carton.widthMm, carton.heightMm)} · ≈ {format.weight(carton.weightG)}
            </span>
          </div>
          <ul>
            {items.map((item) => (
              <li key={item.lotId}>
                <span>{nameOf(item.lotId)}</span> <b>×{item.quantity}</b>
              </li>
            ))}
          </ul>
        </div>
      ))}
      {plan?.warnings.map((warning) => (
        <p key={warning} className="proposal-warning">
          <WarningOutlined /> {warning}
        </p>
      ))}
    </section>
  )
}
