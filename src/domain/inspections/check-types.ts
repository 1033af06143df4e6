/** What an inspector can be asked to check (domain.md 7.2): the test and when it passes. */
export const CHECK_TYPES = {
  QUANTITY: { test: 'counted against expected, by piece or by weight (1 % tolerance)', passes: 'equal' },
  IDENTITY: { test: 'offer and model match the snapshot images', passes: 'match' },
  VARIANT: { test: 'colour, size and specification label', passes: 'match' },
  OUTER_PACKAGING: { test: 'crushed, wet, unsealed', passes: 'no risk to the product' },
  VISUAL_DAMAGE: {
    test: 'crack, stain, scratch, hole, rust: round ones over 5 mm, others over 10 mm',
    passes: 'within the limits of its defect class',
  },
  WORKMANSHIP: { test: 'seams, printing, glue, assembly', passes: 'within the limits of its defect class' },
  MEASUREMENT: { test: 'dimensions and weight against the listing', passes: 'within 3 % or the category tolerance' },
  FUNCTION: { test: 'power-on, zipper, fit, leak', passes: 'works' },
  COMPLETENESS: { test: 'accessories, manual, parts', passes: 'complete' },
  LABELLING: { test: 'origin, care and material label, barcode, CE, PSE, KC', passes: 'what the destination asks for is there' },
  SHELF_LIFE: { test: 'production and expiry date', passes: 'at least the days of the policy are left' },
  IP_BRAND: { test: 'trademark, logo, character, design patent', passes: 'authorised or unbranded' },
  PROHIBITED: { test: 'nothing the destination or the carrier bans', passes: 'none' },
  DANGEROUS_GOODS: { test: 'battery, liquid, powder, magnet, aerosol, blade', passes: 'classified' },
  CUSTOMS_DATA: { test: 'material, use, HS hint, unit net weight', passes: 'filled in' },
} as const satisfies Record<string, { test: string; passes: string }>

export type CheckType = keyof typeof CHECK_TYPES
export const CHECK_TYPE_CODES = Object.keys(CHECK_TYPES) as readonly CheckType[]
