import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Drawer, Input, InputNumber, Select, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { api } from '../api/client.ts'
import { Problem } from '../api/problem.ts'
import { PARTNERS_KEY } from '../api/queries.ts'
import type { StaffPartner } from '../api/wire.ts'
import { IdText } from '../parts/labels.tsx'
import { useChange } from '../parts/use-change.ts'
import { useFocusReturn } from '../parts/use-focus-return.ts'

const BPS_PER_PERCENT = 100
const MOST_PERCENT = 1_000
/** What the gateway takes for each list; the rest is marked before it is sent. */
const LISTS = [
  { key: 'blockedCategoryIds', form: /^[0-9]{1,20}$/ },
  { key: 'blockedBrands', form: /^.{1,100}$/ },
  { key: 'blockedSupplierIds', form: /^sup_[A-Za-z0-9_-]{1,64}$/ },
] as const

/** What one partner sees of the catalogue, and its markup. A change somebody else made meanwhile is refused, not overwritten. */
export function PartnerDrawer({ partner, onClose }: { partner: StaffPartner; onClose: () => void }) {
  const { t } = useTranslation()
  useFocusReturn()
  const { message } = App.useApp()
  const queryClient = useQueryClient()
  // The version the form began with: reading the list again must not let it overwrite what another person saved.
  const [version] = useState(partner.version)
  const [draft, setDraft] = useState({ ...partner.catalogue, storefrontTemplate: partner.storefrontTemplate ?? '' })
  const template = draft.storefrontTemplate.trim()
  const save = useChange(
    PARTNERS_KEY,
    () => api.setPartnerCatalogue(partner.id, version, { ...draft, storefrontTemplate: template === '' ? null : template }),
    () => {
      void message.success(t('partners.saved'))
      onClose()
    },
    (error) => {
      if (!(error instanceof Problem) || error.code !== 'resource.version_mismatch') return false
      void queryClient.invalidateQueries({ queryKey: PARTNERS_KEY })
      onClose()
      return false
    },
  )
  const wrong = LISTS.filter(({ key, form }) => draft[key].some((one) => !form.test(one))).map(({ key }) => key)
  return (
    <Drawer open onClose={onClose} size={620} title={partner.name} className="rule-drawer">
      <p className="quiet gap-bottom">
        <IdText id={partner.id} short={false} /> · <Link to={`/orders?partner=${partner.id}`}>{t('partners.orders')}</Link>
      </p>
      <p className="quiet gap-bottom">{t('partners.drawerHint')}</p>
      <div className="rule-form">
        {LISTS.map(({ key }) => (
          <div key={key} className="stack">
            <label htmlFor={`partner-${key}`}>{t(`partners.${key}`)}</label>
            <Select
              id={`partner-${key}`}
              mode="tags"
              open={false}
              suffixIcon={null}
              tokenSeparators={[',', '，', ' ', '\n'].filter((mark) => mark !== ' ' || key !== 'blockedBrands')}
              value={draft[key]}
              onChange={(list: string[]) => setDraft({ ...draft, [key]: list.map((one) => one.trim()).filter((one) => one !== '') })}
              status={wrong.includes(key) ? 'error' : ''}
              placeholder={t(`partners.example.${key}`)}
            />
            {wrong.includes(key) && <span className="severity-major">{t(`partners.wrong.${key}`)}</span>}
          </div>
        ))}
        <div className="stack">
          <label htmlFor="partner-markup">{t('partners.markup')}</label>
          <InputNumber
            id="partner-markup"
            value={draft.markupBps / BPS_PER_PERCENT}
            onChange={(percent) => setDraft({ ...draft, markupBps: Math.round((percent ?? 0) * BPS_PER_PERCENT) })}
            {...{ min: 0, max: MOST_PERCENT, precision: 2, suffix: '%' }}
            className="rule-number"
          />
        </div>
        <div className="stack">
          <label htmlFor="partner-shown">{t('partners.isMarkupShown')}</label>
          <span>
            <Switch id="partner-shown" checked={draft.isMarkupShown} onChange={(isMarkupShown) => setDraft({ ...draft, isMarkupShown })} />
          </span>
        </div>
        <div className="stack">
          <label htmlFor="partner-storefront">{t('partners.storefront')}</label>
          <Input
            id="partner-storefront"
            value={draft.storefrontTemplate}
            onChange={(event) => setDraft({ ...draft, storefrontTemplate: event.target.value })}
            placeholder="https://shop.example/products/{productId}"
            maxLength={500}
          />
        </div>
        <div className="rule-actions">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button
            type="primary"
            disabled={wrong.length > 0}
            loading={save.isPending}
            onClick={() => save.mutate()}
            data-action="save-partner"
          >
            {t('partners.save')}
          </Button>
        </div>
      </div>
    </Drawer>
  )
}
