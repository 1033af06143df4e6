import type { CatalogueView } from '../../../domain/catalogue/catalogue-rules.ts'
import type { Currency } from '../../../domain/shared/currencies.ts'
import type { Principal } from '../../plugins/api-keys.ts'
import { currencyWire } from '../../schema/wire.ts'
import { languageInput } from '../languages.ts'

/** How a request about goods says for whom they are shown. */
export const shopperInputs = {
  lang: languageInput.optional().meta({ description: 'Of texts; your default language unless said.' }),
  currency: currencyWire.optional().meta({ description: 'Of amounts; your default currency unless said.' }),
}

/** Whose catalogue, in which language and currency. */
export type Shopper = { livemode: boolean; view: CatalogueView; language: string; currency: Currency }

/** What the request says, and the partner's defaults where it does not. */
export function shopperOf(
  { tenant, view, defaults }: Principal,
  said: { lang?: string | undefined; currency?: Currency | undefined },
): Shopper {
  return { livemode: tenant.livemode, view, language: said.lang ?? defaults.language, currency: said.currency ?? defaults.currency }
}
