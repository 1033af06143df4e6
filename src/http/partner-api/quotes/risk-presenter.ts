import { z } from 'zod'
import { RISK_CODES, RISK_SEVERITIES, type RiskCode, type SellerRisk } from '../../../domain/quotes/seller-risk.ts'
import { inspectionLevelWire } from './inspection-level-wire.ts'

export const bothLanguagesWire = z
  .object({ en: z.string(), zh: z.string() })
  .meta({ id: 'BothLanguages', description: 'A sentence in English and Chinese.' })

const hintWire = z
  .object({
    code: z.enum(RISK_CODES),
    severity: z.enum(RISK_SEVERITIES).meta({ description: 'INFO: how much is known. WATCH and SEVERE raise the suggested level.' }),
    text: bothLanguagesWire,
    inputs: z.record(z.string(), z.string()).meta({ description: 'The numbers it rests on, as decimal text.' }),
  })
  .meta({ id: 'RiskHint', description: 'Something worth knowing of the seller. May gain codes.' })

export const sellerRiskWire = z
  .object({
    suggestedInspectionLevel: inspectionLevelWire,
    because: z.array(z.enum(RISK_CODES)).meta({ description: 'The hints the suggestion rests on.' }),
    hints: z.array(hintWire),
    ruleId: z.string(),
    ruleVersion: z.string(),
  })
  .meta({ id: 'SellerRisk', description: 'What was known of the seller when it was quoted. A suggestion: nothing is changed by it.' })

export function presentSellerRisk({ hints, ...risk }: SellerRisk): z.input<typeof sellerRiskWire> {
  return { ...risk, hints: hints.map((hint) => ({ ...hint, text: TEXTS[hint.code] })) }
}

const TEXTS: Record<RiskCode, { en: string; zh: string }> = {
  LOW_COMPOSITE_SCORE: { en: '1688 scores this seller low over all.', zh: '1688 对该卖家的综合评分偏低。' },
  LOW_DISPUTE_SCORE: { en: 'Buyers of this seller often end in disputes.', zh: '该卖家的纠纷评分偏低。' },
  SLOW_PICKUP: { en: 'Many of its orders are picked up later than 48 hours.', zh: '该卖家 48 小时内揽收的比例偏低。' },
  QUALITY_REFUNDS: { en: 'Many of its goods were refunded for quality in 30 days.', zh: '该卖家近 30 天的品质退款率偏高。' },
  OWN_FAIL_RATE: { en: 'Many of its units failed our own inspection.', zh: '该卖家的商品在我们的质检中不合格率偏高。' },
  THIN_RECORD: { en: 'We have inspected too few of its units to have a rate.', zh: '我们质检过的该卖家商品太少，尚无不合格率。' },
  NO_SCORES: { en: '1688 tells no scores of this seller.', zh: '1688 没有该卖家的评分。' },
}

export const sellerRiskExample: z.input<typeof sellerRiskWire> = {
  suggestedInspectionLevel: 'STANDARD',
  because: ['QUALITY_REFUNDS'],
  hints: [
    { code: 'QUALITY_REFUNDS', severity: 'WATCH', text: TEXTS.QUALITY_REFUNDS, inputs: { percent: '2.1', from: '1.5' } },
    { code: 'THIN_RECORD', severity: 'INFO', text: TEXTS.THIN_RECORD, inputs: { inspectedUnits: 'too few' } },
  ],
  ruleId: 'sellerRisk',
  ruleVersion: 'default',
}
