/** Where in the warehouse a service is done: at the inspection bench, or when the goods are packed for export. */
export const SERVICE_STAGES = ['BENCH', 'PACKING'] as const
export type ServiceStage = (typeof SERVICE_STAGES)[number]

/** What one unit of a service is; of pieces no more can be asked for than the line has. */
export const SERVICE_UNITS = ['photo', 'clip', 'piece', 'frame'] as const
export type ServiceUnit = (typeof SERVICE_UNITS)[number]

/** One value-added service (domain.md 1, 5.1, 9.3); its price is the rule row `services`. */
export type ServiceRule = {
  readonly stage: ServiceStage
  readonly per: ServiceUnit
  readonly name: { readonly en: string; readonly zh: string }
}

export const SERVICES = {
  EXTRA_PHOTO: { stage: 'BENCH', per: 'photo', name: { en: 'Photo beyond the free ones', zh: '加拍照片' } },
  VIDEO: { stage: 'BENCH', per: 'clip', name: { en: 'Video clip', zh: '拍摄视频' } },
  RELABEL: { stage: 'BENCH', per: 'piece', name: { en: 'Label put on', zh: '贴标' } },
  REMOVE_TAGS: { stage: 'BENCH', per: 'piece', name: { en: 'Tags taken off', zh: '去吊牌' } },
  REPACK: { stage: 'BENCH', per: 'piece', name: { en: 'Put into other packaging', zh: '换包装' } },
  BUBBLE_WRAP: { stage: 'PACKING', per: 'piece', name: { en: 'Bubble wrap', zh: '气泡膜包裹' } },
  VACUUM_PACK: { stage: 'PACKING', per: 'piece', name: { en: 'Vacuum pack', zh: '真空压缩' } },
  WOOD_FRAME: { stage: 'PACKING', per: 'frame', name: { en: 'Wooden frame', zh: '木架加固' } },
} as const satisfies Record<string, ServiceRule>

export type ServiceCode = keyof typeof SERVICES

export const SERVICE_CODES = Object.keys(SERVICES) as [ServiceCode, ...ServiceCode[]]

/** The rule of a service, widened for reading. */
export function serviceRule(code: ServiceCode): ServiceRule {
  return SERVICES[code]
}
