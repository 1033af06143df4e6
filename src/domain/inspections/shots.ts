/** The fixed order of shots (domain.md 7.4). Damage claims need the first two, mismatch claims the fourth to the seventh. */
export const SHOTS = [
  { code: 'OUTER_BOX', shows: 'outer box with the waybill readable, before opening', proves: 'damage' },
  { code: 'OPENED_BOX', shows: 'opened box with inner protection', proves: 'damage' },
  { code: 'LAYOUT', shows: 'whole content laid out, countable', proves: 'quantity' },
  { code: 'ITEM_FRONT', shows: 'item front', proves: 'mismatch' },
  { code: 'ITEM_BACK', shows: 'item back', proves: 'mismatch' },
  { code: 'SKU_LABEL', shows: 'SKU or size label', proves: 'mismatch' },
  { code: 'DEFECT_CLOSE_UP', shows: 'defect with a scale or pointer', proves: 'mismatch' },
  { code: 'TAPE_MEASURE', shows: 'measurement with a tape', proves: 'measurement' },
  { code: 'SCALE', shows: 'scale with its display readable', proves: 'weight' },
  { code: 'PACKING_SLIP', shows: 'packing slip', proves: 'quantity' },
] as const satisfies readonly { code: string; shows: string; proves: string }[]

export type ShotCode = (typeof SHOTS)[number]['code']
