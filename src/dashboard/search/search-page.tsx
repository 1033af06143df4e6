import { SearchOutlined } from '@ant-design/icons'
import { Empty, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Navigate } from 'react-router'
import { SHORTEST_SEARCH, useSearch } from '../api/queries.ts'
import type { SearchHit } from '../api/wire.ts'
import { useFormat } from '../i18n/format.ts'
import { TestMark } from '../parts/labels.tsx'
import { FailureScreen, LoadingScreen } from '../parts/screens.tsx'
import { usePageTitle } from '../parts/use-page-title.ts'
import { useUrlText } from '../parts/use-url-choice.ts'

/** What a number stands for; the only thing that carries it opens at once. */
export function SearchPage() {
  const { t } = useTranslation()
  const [text, ask] = useUrlText('text')
  const [typed, type] = useState(text ?? '')
  usePageTitle(t('search.title'))
  return (
    <div className="page">
      <div className="office-head office-head-apart">
        <h1>{t('search.title')}</h1>
        <span className="quiet">{t('search.hint')}</span>
      </div>
      <Input
        autoFocus
        size="large"
        allowClear
        prefix={<SearchOutlined />}
        aria-label={t('search.title')}
        placeholder={t('search.placeholder')}
        maxLength={80}
        value={typed}
        onChange={(event) => type(event.target.value)}
        onPressEnter={() => ask(typed.trim())}
        className="gap-bottom"
      />
      {text !== null && (text.length < SHORTEST_SEARCH ? <p className="quiet">{t('search.short')}</p> : <Hits text={text} />)}
    </div>
  )
}

function Hits({ text }: { text: string }) {
  const { t } = useTranslation()
  const found = useSearch(text)
  if (found.isPending) return <LoadingScreen />
  if (found.data === undefined) return <FailureScreen error={found.error} onRetry={() => void found.refetch()} />
  const { hits } = found.data
  const [only, ...others] = hits
  if (only === undefined) return <Nothing text={text} />
  if (others.length === 0) return <Navigate to={pathOf(only)} replace />
  return (
    <section className="panel" aria-label={t('search.title')}>
      {hits.map((hit) => (
        <HitLine key={`${hit.kind} ${hit.id}`} hit={hit} />
      ))}
    </section>
  )
}

function HitLine({ hit }: { hit: SearchHit }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Link to={pathOf(hit)} className="rule-line" data-hit={hit.kind}>
      <span className="rule-name">
        <b>{hit.kind === 'partner' ? hit.partnerName : t(`search.kind.${hit.kind}`)}</b>
        <span className="mono quiet">{hit.id}</span>
      </span>
      <span>{hit.kind === 'partner' ? t('search.kind.partner') : hit.partnerName}</span>
      <span className="rule-since">
        <span className="quiet">{format.minute(hit.createdAt)}</span>
        <TestMark livemode={hit.livemode} />
      </span>
    </Link>
  )
}

function Nothing({ text }: { text: string }) {
  const { t } = useTranslation()
  return (
    <Empty
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      description={
        <>
          <p>{t('search.nothing', { text })}</p>
          <p className="quiet">{t('search.nothingHint')}</p>
        </>
      }
    />
  )
}

function pathOf({ kind, id, livemode }: SearchHit): string {
  const mode = livemode ? '' : '&mode=test'
  const paths: Record<SearchHit['kind'], string> = {
    order: `/orders/${id}`,
    inspection: `/inspections/${id}`,
    shipment: `/shipments/${id}`,
    refund: `/refunds/${id}`,
    topUp: `/finance?tab=topUps${mode}`,
    partner: `/orders?partner=${id}`,
  }
  return paths[kind]
}
