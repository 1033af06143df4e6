/**
 * A partner's page of a product, from the template he gave us. Undefined unless the template is https (http on localhost only), names
 * its host outright and places the product: nothing a caller sends can choose where the shopper lands.
 */
export function storefrontUrl(template: string | null, offerId: string): string | undefined {
  if (template === null || !TEMPLATE.test(template) || !PLACE.test(template)) return undefined
  const url = template.replaceAll('{productId}', `prd_${offerId}`).replaceAll('{offerId}', offerId)
  return URL.canParse(url) ? url : undefined
}

const TEMPLATE = /^(?:https:\/\/[a-z0-9.-]+|http:\/\/localhost)(?::[0-9]{1,5})?\/[\w\-.~:/?#@!$&*+,;=%{}]*$/
const PLACE = /\{(?:productId|offerId)\}/
