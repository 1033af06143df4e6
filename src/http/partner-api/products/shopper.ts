import type { CatalogueView } from '../../../domain/catalogue/catalogue-rules.ts'
import type { Currency } from '../../../domain/shared/currencies.ts'
import type { Principal } from '../../plugins/api-keys.ts'
import { currencyWire } from '../../schema/wire.ts'
import { languageInput, languageOf } from '../languages.ts'

/** How a request about goods says for whom they are shown. */
export const shopperInputs = {
  lang: languageInput.optional().meta({ description: 'Of texts; else by `Accept-Language`, else your default language.' }),
  currency: currencyWire.optional().meta({ description: 'Of amounts; your default currency unless said.' }),
}

/** Whose catalogue, in which language and currency. */
export type Shopper = { livemode: boolean; view: CatalogueView; language: string; currency: Currency }

/** What the request says, in its query or in `Accept-Language`, and the partner's defaults where it does not. */
export function shopperOf(
  { tenant, view, defaults }: Principal,
  said: { lang?: string | undefined; currency?: Currency | undefined },
  acceptLanguage: string | undefined,
): Shopper {
  const language = languageOf(said.lang, acceptLanguage, defaults)
  return { livemode: tenant.livemode, view, language, currency: said.currency ?? defaults.currency }
}
