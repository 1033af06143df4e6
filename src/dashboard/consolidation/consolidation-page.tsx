import { CarOutlined, CheckOutlined, PlayCircleOutlined, PrinterOutlined } from '@ant-design/icons'
import { Alert, App, Button } from 'antd'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { api } from '../api/client.ts'
import { useShipment } from '../api/queries.ts'
import type { Carton, Language, Money, Shipment } from '../api/wire.ts'
import { useFormat } from '../i18n/format.ts'
import { useLanguage } from '../i18n/language.ts'
import { HistoryTimeline } from '../parts/history-timeline.tsx'
import { Facts, IdText } from '../parts/labels.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { FailureScreen, LoadingScreen } from '../parts/screens.tsx'
import { useAction } from '../parts/use-action.ts'
import { asCarton, CartonForm, type DraftCarton, emptyCarton, isMeasured, WeightLine } from './carton-form.tsx'
import { weighCartons } from './carton-weights.ts'
import { DocumentsCard } from './documents-card.tsx'
import { PickList } from './pick-list.tsx'
import { ProposalCard } from './proposal-card.tsx'

/** One parcel for abroad: pick, pack, weigh, label, hand over. */
export function ConsolidationPage() {
  const { id = '' } = useParams()
  const shipment = useShipment(id)
  if (shipment.isPending) return <LoadingScreen />
  if (shipment.data === undefined) return <FailureScreen error={shipment.error} onRetry={() => void shipment.refetch()} />
  return <Sheet key={id} shipment={shipment.data} />
}

function Sheet({ shipment }: { shipment: Shipment }) {
  const { t } = useTranslation()
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const [cartons, setCartons] = useState<DraftCarton[]>(() => [emptyCarton()])
  const canStart = shipment.allowed.includes('startPacking')
  const canPack = shipment.allowed.includes('pack')
  const isOpen = canStart || canPack
  const isPacked = shipment.cartons.length > 0
  const pick = useCallback((itemId: string, isPicked: boolean) => {
    setPicked((old) => new Set(isPicked ? [...old, itemId] : [...old].filter((one) => one !== itemId)))
  }, [])
  const { consignee } = shipment
  const { language } = useLanguage()
  return (
    <div className="page has-bar">
      <PageHead
        of="shipment"
        kind={t('consolidation.title')}
        title={`${consignee.countryCode} · ${consignee.city}`}
        subtitle={`${consignee.name} · ${lineName(shipment, language)}`}
        resource={shipment}
        dueAt={null}
      />
      <div className="columns">
        <div className="column-main">
          <PickList
            shipment={shipment}
            picked={isPacked ? new Set(shipment.items.map((item) => item.id)) : picked}
            onPick={pick}
            isOpen={isOpen}
          />
          {canPack && <CartonForm shipment={shipment} cartons={cartons} onChange={setCartons} />}
          {isPacked && <PackedCard shipment={shipment} />}
        </div>
        <aside className="column-side">
          <DestinationCard shipment={shipment} />
          {shipment.documents.length > 0 && <DocumentsCard shipment={shipment} />}
          <ProposalCard shipment={shipment} />
          <section className="panel" aria-label={t('history.title')}>
            <div className="panel-head">
              <h2>{t('history.title')}</h2>
            </div>
            <HistoryTimeline items={shipment.history} />
          </section>
        </aside>
      </div>
      <ActionBar shipment={shipment} unpicked={shipment.items.length - picked.size} cartons={cartons} />
    </div>
  )
}

function ActionBar({ shipment, unpicked, cartons }: { shipment: Shipment; unpicked: number; cartons: DraftCarton[] }) {
  const { t } = useTranslation()
  const { message, modal } = App.useApp()
  const format = useFormat()
  const key = ['shipment', shipment.id]
  const start = useAction(key, () => api.startPacking(shipment.id))
  const pack = useAction(
    key,
    (boxes: Carton[]) => api.pack(shipment.id, boxes),
    () => void message.success(t('consolidation.packed')),
  )
  const handOver = useAction(
    key,
    () => api.handOver(shipment.id),
    () => void message.success(t('consolidation.handedOver')),
  )
  const isMeasuredAll = cartons.every(isMeasured)
  const askPack = () => {
    const boxes = cartons.map(asCarton)
    modal.confirm({
      title: t('consolidation.packTitle'),
      content: (
        <div className="stack">
          {unpicked > 0 && <Alert type="warning" showIcon title={t('consolidation.unpicked', { count: unpicked })} />}
          <span>{t('consolidation.packText', { weight: format.weight(weighCartons(boxes, shipment.weighing)?.chargeableG ?? 0) })}</span>
        </div>
      ),
      okText: t('consolidation.pack'),
      onOk: () => pack.mutate(boxes),
    })
  }
  const askHandOver = () =>
    modal.confirm({ title: t('consolidation.handOverTitle'), okText: t('consolidation.handOver'), onOk: () => handOver.mutate() })
  const { allowed } = shipment
  if (allowed.includes('startPacking'))
    return (
      <Bar words={t('consolidation.startHint')}>
        <Button
          type="primary"
          size="large"
          icon={<PlayCircleOutlined />}
          loading={start.isPending}
          onClick={() => start.mutate()}
          data-action="start-packing"
        >
          {t('consolidation.start')}
        </Button>
      </Bar>
    )
  if (allowed.includes('pack'))
    return (
      <Bar words={t('consolidation.cartonsHint')}>
        <Button
          type="primary"
          size="large"
          icon={<CheckOutlined />}
          disabled={!isMeasuredAll}
          loading={pack.isPending}
          onClick={askPack}
          data-action="pack"
        >
          {t('consolidation.pack')}
        </Button>
      </Bar>
    )
  if (allowed.includes('handOver'))
    return (
      <Bar words={t('consolidation.paid')}>
        <Button
          size="large"
          icon={<PrinterOutlined />}
          disabled={shipment.labelUrl === null}
          href={shipment.labelUrl ?? ''}
          target="_blank"
          rel="noopener"
        >
          {t(shipment.labelUrl === null ? 'consolidation.noLabel' : 'consolidation.label')}
        </Button>
        <Button
          type="primary"
          size="large"
          icon={<CarOutlined />}
          loading={handOver.isPending}
          onClick={askHandOver}
          data-action="hand-over"
        >
          {t('consolidation.handOver')}
        </Button>
      </Bar>
    )
  return null
}

function Bar({ words, children }: { words: string; children: React.ReactNode }) {
  return (
    <div className="action-bar">
      <div className="action-words quiet">{words}</div>
      <div className="action-buttons">{children}</div>
    </div>
  )
}

function DestinationCard({ shipment }: { shipment: Shipment }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { consignee } = shipment
  const { language } = useLanguage()
  return (
    <section className="panel" aria-label={t('consolidation.to')}>
      <Facts
        rows={[
          [t('consolidation.to'), `${consignee.countryCode} ${consignee.postalCode} ${consignee.region} ${consignee.city}`],
          [t('consolidation.line'), lineName(shipment, language)],
          [t('consolidation.estimate'), shipment.estimatedWeightG === null ? t('common.none') : format.weight(shipment.estimatedWeightG)],
          [t('consolidation.freight'), money(shipment, format.money) ?? t('common.none')],
          [
            t('consolidation.tracking'),
            shipment.carrierTrackingNo === null ? (
              t('common.none')
            ) : (
              <IdText key="tracking" id={shipment.carrierTrackingNo} short={false} />
            ),
          ],
        ]}
      />
    </section>
  )
}

function PackedCard({ shipment }: { shipment: Shipment }) {
  const { t } = useTranslation()
  const format = useFormat()
  const isWaiting = shipment.paidAt === null && shipment.handedOverAt === null
  return (
    <section className="panel" aria-label={t('consolidation.cartons')}>
      <div className="panel-head">
        <h2>{t('consolidation.cartons')}</h2>
      </div>
      {isWaiting && (
        <Alert
          type="info"
          showIcon
          title={t('consolidation.awaiting')}
          description={t('consolidation.awaitingText')}
          className="gap-bottom"
        />
      )}
      {shipment.cartons.map((carton, index) => (
        <p key={t('consolidation.carton', { n: index + 1 })} className="carton-line">
          <b>{t('consolidation.carton', { n: index + 1 })}</b> {format.size(carton.lengthMm, carton.widthMm, carton.heightMm)} ·{' '}
          {format.weight(carton.weightG)}
        </p>
      ))}
      <WeightLine shipment={shipment} cartons={shipment.cartons} />
    </section>
  )
}

function lineName({ lineName: name, lineCode }: Shipment, language: Language): string {
  if (name === null) return lineCode
  return language === 'en' ? name.en : name.zh
}

function money(shipment: Shipment, format: (money: Money) => string): string | null {
  const sum = shipment.freight ?? shipment.estimatedFreight
  return sum === null ? null : format(sum)
}
