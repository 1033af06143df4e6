import { useTranslation } from 'react-i18next'
import type { Lot } from '../api/wire.ts'
import { useFormat } from '../i18n/format.ts'
import { Facts, IdText } from '../parts/labels.tsx'
import { Picture } from '../parts/picture.tsx'
import { useAttributes } from '../parts/use-attributes.ts'
import { useNow } from '../parts/use-now.ts'
import { useProductTitle } from '../parts/use-product-title.ts'

const DAY_MS = 86_400_000

/** What to fetch and where: the picture of the listing, the choices on the label. Its names are in the head. */
export function GoodsCard({ lot }: { lot: Lot }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { title } = useProductTitle(lot.product)
  const attributes = useAttributes(lot.product)
  return (
    <section className="panel" aria-label={t('lots.goods')}>
      <div className="claim">
        <Picture src={lot.product.imageUrl} alt={title} className="claim-picture" />
        <div className="claim-body">
          <div className="numbers">
            <div>
              <strong>{format.number(lot.quantity)}</strong>
              <span>{t('lots.inBin')}</span>
            </div>
            <div>
              <strong>{lot.bin}</strong>
              <span>{t('consolidation.bin')}</span>
            </div>
            <div>
              <strong>{t('lots.noticesOf', { done: lot.deliveredNotices, total: lot.requiredNotices })}</strong>
              <span>{t('lots.notices')}</span>
            </div>
          </div>
          <p>{attributes.map(({ name, value }) => `${name} ${value}`).join(' · ')}</p>
          {lot.condition === 'DEFECTIVE_ACCEPTED' && <span className="chip is-warn">{t('consolidation.defective')}</span>}
        </div>
      </div>
    </section>
  )
}

/** Whose it is, how long it lies, and what of its storage nobody has paid. */
export function StorageCard({ lot }: { lot: Lot }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const until = lot.disposedAt === null ? now : Date.parse(lot.disposedAt)
  const days = Math.max(0, Math.floor((until - Date.parse(lot.storedAt)) / DAY_MS))
  return (
    <section className="panel" aria-label={t('lots.storage')}>
      <Facts
        rows={[
          [t('lots.partner'), lot.partnerName],
          [t('product.seller'), lot.product.sellerName],
          [t('product.order'), <IdText key="order" id={lot.orderId} />],
          [t('lots.storedAt'), `${format.day(lot.storedAt)} · ${t('lots.daysLain', { count: days })}`],
          [t('lots.freeUntil'), format.day(lot.freeUntil)],
          [t('lots.abandonedAt'), lot.abandonedAt === null ? t('lots.notYet') : format.minute(lot.abandonedAt)],
          [t('lots.unpaid'), format.money(lot.unpaidFee)],
        ]}
      />
    </section>
  )
}
