import { Empty } from 'antd'
import { useTranslation } from 'react-i18next'
import { usePartners } from '../api/queries.ts'
import type { StaffPartner } from '../api/wire.ts'
import { useLabel } from '../i18n/format.ts'
import { FailureScreen, LoadingScreen } from '../parts/screens.tsx'
import { usePageTitle } from '../parts/use-page-title.ts'
import { useUrlText } from '../parts/use-url-choice.ts'
import { PartnerDrawer } from './partner-drawer.tsx'

/** Every partner with what it sees of the catalogue and at which markup. */
export function PartnersPage() {
  const { t } = useTranslation()
  const [openId, open] = useUrlText('partner')
  usePageTitle(t('partners.title'))
  const book = usePartners()
  if (book.isPending) return <LoadingScreen />
  if (book.data === undefined) return <FailureScreen error={book.error} onRetry={() => void book.refetch()} />
  const { partners } = book.data
  const partner = partners.find(({ id }) => id === openId)
  return (
    <div className="page">
      <div className="office-head office-head-apart">
        <h1>{t('partners.title')}</h1>
        <span className="quiet">{t('partners.hint')}</span>
      </div>
      {partners.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('partners.none')} />
      ) : (
        <section className="panel" aria-label={t('partners.title')}>
          {partners.map((one) => (
            <PartnerLine key={one.id} partner={one} onOpen={() => open(one.id)} />
          ))}
        </section>
      )}
      {partner !== undefined && <PartnerDrawer key={partner.id} partner={partner} onClose={() => open(null)} />}
    </div>
  )
}

function PartnerLine({ partner, onOpen }: { partner: StaffPartner; onOpen: () => void }) {
  const { t } = useTranslation()
  const label = useLabel()
  const { name, status, defaultCurrency, defaultLanguage, catalogue } = partner
  const { blockedCategoryIds, blockedBrands, blockedSupplierIds, markupBps, isMarkupShown } = catalogue
  const blocked = { categories: blockedCategoryIds.length, brands: blockedBrands.length, sellers: blockedSupplierIds.length }
  const isOpen = blocked.categories + blocked.brands + blocked.sellers === 0
  return (
    <button type="button" className="rule-line" onClick={onOpen} data-partner={partner.id}>
      <span className="rule-name">
        <b>{name}</b>
        <span className="quiet">{`${defaultCurrency} · ${label('shopLanguage', defaultLanguage)}`}</span>
      </span>
      <span className="rule-value">
        <span>{markupBps === 0 ? t('partners.noMarkup') : t('partners.markupOf', { percent: markupBps / 100 })}</span>
        {markupBps > 0 && <span className="quiet">{t(isMarkupShown ? 'partners.shown' : 'partners.hidden')}</span>}
      </span>
      <span className="rule-since">
        <span className="quiet">{isOpen ? t('partners.nothingBlocked') : t('partners.blocked', blocked)}</span>
        <span className={`chip ${status === 'ACTIVE' ? 'is-good' : 'is-warn'}`}>{label('partnerStatus', status)}</span>
      </span>
    </button>
  )
}
