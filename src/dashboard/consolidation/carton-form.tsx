import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Carton, Shipment } from '../api/wire.ts'
import { useFormat } from '../i18n/format.ts'
import { weighCartons } from './carton-weights.ts'

export type DraftCarton = { key: string } & { [Side in keyof Carton]: number | null }

const SIDES = [
  { name: 'lengthMm', label: 'length', unit: 'mm' },
  { name: 'widthMm', label: 'width', unit: 'mm' },
  { name: 'heightMm', label: 'height', unit: 'mm' },
  { name: 'weightG', label: 'grossWeight', unit: 'g' },
] as const

type Props = { shipment: Shipment; cartons: DraftCarton[]; onChange: (cartons: DraftCarton[]) => void }

/** The cartons as they stand on the scale, and what they will be charged for, while they are typed. */
export function CartonForm({ shipment, cartons, onChange }: Props) {
  const { t } = useTranslation()
  const plan = shipment.packingPlan
  const set = (key: string, part: Partial<DraftCarton>) =>
    onChange(cartons.map((carton) => (carton.key === key ? { ...carton, ...part } : carton)))
  return (
    <section className="panel" aria-label={t('consolidation.cartons')}>
      <div className="panel-head">
        <h2>{t('consolidation.cartons')}</h2>
        <span className="grow" />
        {plan !== null && (
          <Button
            size="small"
            onClick={() => onChange(plan.cartons.map(({ carton }) => ({ ...carton, weightG: null, key: crypto.randomUUID() })))}
          >
            {t('consolidation.useProposal')}
          </Button>
        )}
        <Button size="small" icon={<PlusOutlined />} onClick={() => onChange([...cartons, emptyCarton()])}>
          {t('consolidation.addCarton')}
        </Button>
      </div>
      <p className="quiet hint">{t('consolidation.cartonsHint')}</p>
      {cartons.map((carton, index) => (
        <div key={carton.key} className="carton" data-carton={index}>
          <b>{t('consolidation.carton', { n: index + 1 })}</b>
          {SIDES.map(({ name, label, unit }) => (
            <div key={name} className="field">
              <label htmlFor={`${carton.key}-${name}`}>{t(`consolidation.${label}`)}</label>
              <InputNumber
                min={1}
                max={1_000_000}
                precision={0}
                controls={false}
                suffix={unit}
                value={carton[name]}
                onChange={(value) => set(carton.key, { [name]: value })}
                inputMode="numeric"
                data-side={name}
                id={`${carton.key}-${name}`}
              />
            </div>
          ))}
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('common.delete')}
            disabled={cartons.length === 1}
            onClick={() => onChange(cartons.filter((one) => one.key !== carton.key))}
          />
        </div>
      ))}
      <WeightLine shipment={shipment} cartons={cartons.map(asCarton)} />
    </section>
  )
}

/** The live sum; also shown read-only once the cartons are fixed. */
export function WeightLine({ shipment, cartons }: { shipment: Shipment; cartons: Carton[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { weighing, estimatedWeightG: estimate } = shipment
  const weights = weighCartons(cartons, weighing)
  if (weighing === null || weights === null) return null
  const drift = estimate === null || estimate === 0 || weights.chargeableG === 0 ? null : weights.chargeableG / estimate - 1
  return (
    <div className="numbers weights">
      <div>
        <strong>{format.weight(weights.actualG)}</strong>
        <span>{t('consolidation.actual')}</span>
      </div>
      <div>
        <strong>{format.weight(weights.volumetricG)}</strong>
        <span>{t('consolidation.volumetric')}</span>
      </div>
      <div className="main">
        <strong data-weight="chargeable">{format.weight(weights.chargeableG)}</strong>
        <span>{t('consolidation.chargeable')}</span>
      </div>
      <p className="quiet">
        {t('consolidation.divisor', { divisor: weighing.divisor, step: format.weight(weighing.stepG) })}
        {weighing.thresholdMm !== null && ` · ${t(`consolidation.${weighing.volumetric}`, { limit: format.number(weighing.thresholdMm) })}`}
        {weights.headroomG > 0 && ` · ${t('consolidation.headroom', { weight: format.weight(weights.headroomG) })}`}
        {drift !== null && ` · ${t('consolidation.overflow', { percent: format.percent(drift) })}`}
      </p>
    </div>
  )
}

export function emptyCarton(): DraftCarton {
  return { key: crypto.randomUUID(), lengthMm: null, widthMm: null, heightMm: null, weightG: null }
}

/** True when every side and weight was typed. */
export function isMeasured(carton: DraftCarton): boolean {
  return SIDES.every(({ name }) => carton[name] !== null)
}

export function asCarton(carton: DraftCarton): Carton {
  return { lengthMm: carton.lengthMm ?? 0, widthMm: carton.widthMm ?? 0, heightMm: carton.heightMm ?? 0, weightG: carton.weightG ?? 0 }
}
