import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { Problem } from '../api/problem.ts'
import { RATES_KEY, useRateBook } from '../api/queries.ts'
import type { NewRate, ReferenceRate } from '../api/wire.ts'
import { useFormat } from '../i18n/format.ts'
import { RowTable } from '../parts/row-table.tsx'
import { FailureScreen, LoadingScreen } from '../parts/screens.tsx'
import { useChange } from '../parts/use-change.ts'
import { fromChinaTime } from './china-time.ts'

/** The reference rates: what holds, until when live quotes take it, and a line to enter the next one. */
export function RatesPanel() {
  const { t } = useTranslation()
  const book = useRateBook()
  if (book.isPending) return <LoadingScreen />
  if (book.data === undefined) return <FailureScreen error={book.error} onRetry={() => void book.refetch()} />
  const { rates, canEdit } = book.data
  return (
    <>
      <p className="quiet gap-bottom">{t('rates.hint')}</p>
      <div className="rate-cards">
        {rates.map((rate) => (
          <RateCard key={rate.currency} rate={rate} canEdit={canEdit} />
        ))}
      </div>
    </>
  )
}

function RateCard({ rate, canEdit }: { rate: ReferenceRate; canEdit: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <section className="panel rate-card" aria-label={rate.currency} data-currency={rate.currency}>
      <div className="panel-head">
        <h2>{rate.currency}</h2>
        <span className={`chip ${rate.isStale ? 'is-warn' : 'is-good'}`}>
          {rate.isStale ? t('rates.stale') : t('rates.goodUntil', { at: format.minute(rate.staleFrom) })}
        </span>
      </div>
      <div className="expected">
        <strong>{rate.rate}</strong>
        <span>{t('rates.perCny', { currency: rate.currency })}</span>
      </div>
      <p className="quiet">{`${rate.source} · ${format.minute(rate.effectiveFrom)}`}</p>
      {canEdit && <RateForm rate={rate} />}
      {rate.entries.length > 0 && (
        <RowTable<ReferenceRate['entries'][number]>
          rows={rate.entries}
          pageSize={5}
          columns={[
            {
              title: t('rates.rate'),
              dataIndex: 'rate',
              render: (text: string, entry) => (entry.isUpcoming ? <b className="severity-major">{text}</b> : text),
            },
            { title: t('rates.from'), dataIndex: 'effectiveFrom', render: (at: string) => format.minute(at) },
            { title: t('rates.by'), render: (_value, entry) => `${entry.setBy} · ${entry.source}` },
          ]}
        />
      )}
    </section>
  )
}

function RateForm({ rate }: { rate: ReferenceRate }) {
  const { t } = useTranslation()
  const { message, modal } = App.useApp()
  const [text, setText] = useState('')
  const [source, setSource] = useState(t('rates.defaultSource'))
  const [from, setFrom] = useState('')
  const set = useChange<NewRate>(
    RATES_KEY,
    (entry) => api.setExchangeRate(entry),
    () => {
      void message.success(t('rates.entered'))
      setText('')
    },
    (error, entry) => {
      if (!(error instanceof Problem) || error.code !== 'exchange_rate.confirmation_required') return false
      modal.confirm({
        title: t('rates.bigStepTitle'),
        content: t('rates.bigStep', { from: rate.rate, to: entry.rate }),
        okText: t('rates.itIsRight'),
        onOk: () => set.mutate({ ...entry, isConfirmed: true }),
      })
      return true
    },
  )
  const isRate = /^\d{1,9}(\.\d{1,12})?$/.test(text.trim()) && Number(text) > 0
  const isReady = isRate && source.trim() !== ''
  const enter = () =>
    set.mutate({
      currency: rate.currency,
      rate: text.trim(),
      effectiveFrom: fromChinaTime(from),
      source: source.trim(),
      isConfirmed: false,
    })
  return (
    <div className="rate-form">
      <div className="field">
        <label htmlFor={`rate-${rate.currency}`}>{t('rates.rate')}</label>
        <Input
          id={`rate-${rate.currency}`}
          inputMode="decimal"
          placeholder={rate.rate}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onPressEnter={() => isReady && enter()}
        />
      </div>
      <div className="field">
        <label htmlFor={`source-${rate.currency}`}>{t('rates.source')}</label>
        <Input
          id={`source-${rate.currency}`}
          value={source}
          onChange={(event) => setSource(event.target.value)}
          maxLength={200}
          onPressEnter={() => isReady && enter()}
        />
      </div>
      <div className="field">
        <label htmlFor={`from-${rate.currency}`}>{t('rates.fromWhen')}</label>
        <Input id={`from-${rate.currency}`} type="datetime-local" value={from} onChange={(event) => setFrom(event.target.value)} />
      </div>
      <Button type="primary" disabled={!isReady} loading={set.isPending} onClick={enter}>
        {t('rates.enter')}
      </Button>
    </div>
  )
}
