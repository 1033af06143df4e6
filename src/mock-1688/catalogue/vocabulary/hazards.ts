import { type Word, word } from './word.ts'

/** What carriers ask about, as sellers write it into the attributes. */
export type Hazard = 'builtInBattery' | 'powerBank' | 'liquid' | 'magnetic' | 'fragile'

/** Leaf category id -> what its goods are. */
export const HAZARDS: Readonly<Record<number, readonly Hazard[]>> = {
  1034013: ['magnetic'],
  1034031: ['builtInBattery', 'liquid'],
  1035012: ['fragile'],
  1035013: ['fragile'],
  1036031: ['builtInBattery'],
  1036041: ['liquid'],
  1036042: ['liquid', 'fragile'],
  1036043: ['liquid'],
  1037013: ['powerBank'],
  1037021: ['magnetic'],
  1037031: ['builtInBattery'],
  1037032: ['builtInBattery', 'magnetic'],
  1040022: ['builtInBattery'],
}

type Said = { id: string; name: Word; value: Word }

const say = (id: string, name: string, value: string): Said => ({ id, name: word(name), value: word(value) })
const YES = '是|Yes|はい|예'

/** How the attributes of a product say it. */
export const HAZARD_ATTRIBUTES: Readonly<Record<Hazard, readonly Said[]>> = {
  builtInBattery: [
    say('7869', '是否带电池|Battery included|電池付き|배터리 포함', YES),
    say('7870', '电池类型|Battery type|電池の種類|배터리 종류', '内置锂电池|Built-in lithium battery|内蔵リチウム電池|내장 리튬 배터리'),
  ],
  powerBank: [
    say('7869', '是否带电池|Battery included|電池付き|배터리 포함', YES),
    say('7871', '电池容量|Battery capacity|電池容量|배터리 용량', '10000mAh'),
    say(
      '7870',
      '电池类型|Battery type|電池の種類|배터리 종류',
      '聚合物锂电池|Lithium polymer battery|リチウムポリマー電池|리튬 폴리머 배터리',
    ),
  ],
  liquid: [say('8021', '是否液体|Liquid|液体|액체 여부', YES), say('8022', '净含量|Net content|内容量|내용량', '500ml')],
  magnetic: [say('8031', '是否带磁|Magnetic|磁石付き|자석 여부', YES)],
  fragile: [say('8041', '是否易碎|Fragile|割れ物|깨지기 쉬움', YES)],
}

export type Certificate = { name: string; prefix: string }

const CCC: Certificate = { name: '中国国家强制性产品认证证书', prefix: '202601' }

/** Leaf category id -> the certificate its sellers must show. */
export const CERTIFICATES: Readonly<Record<number, Certificate>> = {
  1034011: CCC,
  1034013: CCC,
  1034021: CCC,
  1034032: CCC,
  1037012: CCC,
  1037013: CCC,
  1035031: { name: '食品相关产品生产许可证', prefix: 'SC10633' },
  1035032: { name: '食品相关产品生产许可证', prefix: 'SC10633' },
  1036043: { name: '消毒产品生产企业卫生许可证', prefix: '(浙)卫消证字2025第' },
}
