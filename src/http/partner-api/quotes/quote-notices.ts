import { z } from 'zod'
import type { QuoteLine } from '../../../domain/quotes/quote.ts'
import { bothLanguagesWire } from './risk-presenter.ts'

const NOTICE_CODES = ['FREIGHT_BY_AGREEMENT'] as const

export const quoteNoticeWire = z
  .object({
    code: z.enum(NOTICE_CODES).meta({
      description: 'FREIGHT_BY_AGREEMENT: the seller names the domestic freight only after the order. May gain codes.',
    }),
    text: bothLanguagesWire,
  })
  .meta({ id: 'QuoteNotice', description: 'Something a partner has to know of a line of a quote.' })

/** What is to be known of a line before it is ordered. */
export function presentNotices({ isFreightByAgreement }: Pick<QuoteLine, 'isFreightByAgreement'>): z.input<typeof quoteNoticeWire>[] {
  return isFreightByAgreement === true ? [{ code: 'FREIGHT_BY_AGREEMENT', text: FREIGHT_BY_AGREEMENT }] : []
}

const FREIGHT_BY_AGREEMENT = {
  en: 'The seller names the domestic freight only after the order. When it comes beyond your price tolerance the order stops and asks you.',
  zh: '国内运费由卖家在下单后议定；超出您的价格容差时，订单会暂停并请您确认。',
}
