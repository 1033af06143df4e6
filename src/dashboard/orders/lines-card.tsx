import { useTranslation } from 'react-i18next'
import type { Order } from '../api/wire.ts'
import { useFormat } from '../i18n/format.ts'
import { useLanguage } from '../i18n/language.ts'
import { StateTag } from '../parts/labels.tsx'
import { Picture } from '../parts/picture.tsx'

type Line = Order['lines'][number]

/** What was ordered, line by line, and what it costs the partner. */
export function LinesCard({ order }: { order: Order }) {
  const { t } = useTranslation()
  return (
    <section className="panel" aria-label={t('orders.lines')}>
      <div className="panel-head">
        <h2>{t('orders.lines')}</h2>
        <span className="quiet">{order.lines.length}</span>
      </div>
      {order.lines.map((line) => (
        <LineRow key={line.id} line={line} />
      ))}
    </section>
  )
}

function LineRow({ line }: { line: Line }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { language } = useLanguage()
  const { product, ordered, unitPrice, goods, domesticFreight, fees, total, refunded } = line
  const isEnglish = language === 'en'
  const variant = product.attributes.map(({ value, valueZh }) => (isEnglish ? value : valueZh)).join(' · ')
  const parts = [
    [t('orders.goods'), goods],
    [t('orders.freight'), domesticFreight],
    [t('orders.fees'), fees],
  ] as const
  return (
    <div className="order-line">
      <Picture src={product.imageUrl} alt={product.titleZh} className="order-picture" />
      <div className="order-line-body">
        <b>{isEnglish ? product.title : product.titleZh}</b>
        <span className="quiet">{[variant, product.sellerName].filter(Boolean).join(' · ')}</span>
        <span>
          {t('common.pieces', { count: ordered })} × {format.money(unitPrice)}
        </span>
        {line.remark !== null && <span className="quiet">{t('orders.remark', { remark: line.remark })}</span>}
      </div>
      <div className="order-line-money">
        <StateTag state={line.state} of="order" />
        <b>{format.money(total)}</b>
        <span className="quiet">{parts.map(([name, money]) => `${name} ${format.money(money)}`).join(' · ')}</span>
        {refunded.amount > 0 && <span className="severity-major">{t('orders.refundedOf', { amount: format.money(refunded) })}</span>}
      </div>
    </div>
  )
}
