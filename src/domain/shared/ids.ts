/** What each prefix stands for; the one list of id prefixes we mint. */
export const ID_PREFIXES = {
  par: 'partner',
  key: 'API key',
  quo: 'quote',
  ord: 'agent order',
  oln: 'agent order line',
  pch: 'purchase: our attempt upstream for one seller group',
  pcl: 'inbound parcel',
  ins: 'inspection',
  lot: 'stock lot',
  sfe: 'storage fee of some days',
  ntc: 'notice about stored goods',
  shp: 'outbound shipment',
  rfc: 'refund case',
  top: 'top-up',
  bkg: 'booking by finance',
  bal: 'balance alert',
  crl: 'credit line',
  crc: 'change of a credit line',
  crd: 'draw on credit',
  fil: 'file',
  evt: 'event',
  stf: 'staff member',
  job: 'outbox job',
  grp: 'ledger posting group',
  opn: 'operation',
  whe: 'webhook endpoint',
  msg: 'webhook message',
  dif: 'difference between two books',
  rcn: 'comparison of books',
  exr: 'reference exchange rate',
  rul: 'rule row set by the operator',
  req: 'request',
} as const

export type IdPrefix = keyof typeof ID_PREFIXES

/** Mints ids: the prefix, `_`, and 26 Crockford base32 characters of a UUIDv7 (sortable by creation). */
export interface Ids {
  next(prefix: IdPrefix): string
}

const ID_BODY = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/

/** True for a well-formed id of that prefix; a wrong prefix is answered like a missing resource, so callers need to know. */
export function isId(prefix: IdPrefix, text: string): boolean {
  return text.startsWith(`${prefix}_`) && ID_BODY.test(text.slice(prefix.length + 1))
}
