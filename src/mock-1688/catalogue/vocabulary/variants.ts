import type { AxisName } from './department.ts'
import { type Word, word, words } from './word.ts'

export type Colour = { name: Word; rgb: readonly [number, number, number] }

export const COLOURS: readonly Colour[] = [
  { name: word('白色|White|ホワイト|화이트'), rgb: [240, 240, 236] },
  { name: word('黑色|Black|ブラック|블랙'), rgb: [44, 44, 48] },
  { name: word('红色|Red|レッド|레드'), rgb: [200, 48, 52] },
  { name: word('蓝色|Blue|ブルー|블루'), rgb: [52, 104, 190] },
  { name: word('绿色|Green|グリーン|그린'), rgb: [70, 140, 86] },
  { name: word('黄色|Yellow|イエロー|옐로우'), rgb: [236, 196, 64] },
  { name: word('粉色|Pink|ピンク|핑크'), rgb: [236, 160, 180] },
  { name: word('灰色|Grey|グレー|그레이'), rgb: [146, 148, 152] },
  { name: word('卡其色|Khaki|カーキ|카키'), rgb: [184, 160, 118] },
  { name: word('紫色|Purple|パープル|퍼플'), rgb: [128, 88, 168] },
  { name: word('橙色|Orange|オレンジ|오렌지'), rgb: [232, 128, 52] },
  { name: word('米色|Beige|ベージュ|베이지'), rgb: [226, 208, 178] },
]

export type Axis = { attributeId: number; name: Word; values: readonly Word[] }

const size = word('尺码|Size|サイズ|사이즈')
const specification = word('规格|Specification|仕様|규격')

export const AXES: Readonly<Record<AxisName, Axis>> = {
  clothing: { attributeId: 450, name: size, values: words('S', 'M', 'L', 'XL', '2XL') },
  children: { attributeId: 451, name: word('参考身高|Height|身長|신장'), values: words('80cm', '90cm', '100cm', '110cm', '120cm') },
  shoes: { attributeId: 452, name: word('鞋码|Shoe size|靴サイズ|신발 사이즈'), values: words('36', '37', '38', '39', '40', '41') },
  capacity: { attributeId: 453, name: word('容量|Capacity|容量|용량'), values: words('350ml', '500ml', '750ml', '1000ml') },
  length: { attributeId: 454, name: word('长度|Length|長さ|길이'), values: words('1m', '2m', '3m', '5m') },
  pieces: {
    attributeId: 455,
    name: specification,
    values: words(
      '1个装|1 pack|1個入り|1개입',
      '3个装|3 pack|3個入り|3개입',
      '5个装|5 pack|5個入り|5개입',
      '10个装|10 pack|10個入り|10개입',
    ),
  },
  pet: { attributeId: 456, name: word('适用大小|Pet size|適用サイズ|크기'), values: words('XS', 'S', 'M', 'L') },
  surface: {
    attributeId: 457,
    name: word('尺寸|Dimensions|寸法|치수'),
    values: words('小号|Small|小|소형', '中号|Medium|中|중형', '大号|Large|大|대형'),
  },
  none: { attributeId: 458, name: specification, values: [] },
}

export const COLOUR_ATTRIBUTE = { attributeId: 3216, name: word('颜色|Color|カラー|색상') }

export const SEASONS: readonly Word[] = words(
  '2026夏季新款|2026 Summer New|2026年夏新作|2026 여름 신상',
  '2026春季新款|2026 Spring New|2026年春新作|2026 봄 신상',
  '2026秋冬|2026 Autumn-Winter|2026年秋冬|2026 가을겨울',
  '新款|New|新作|신상',
  '跨境热卖|Cross-border Bestseller|越境ベストセラー|해외 인기',
  '厂家直销|Factory Direct|工場直販|공장 직판',
)

export const ATTRIBUTE_NAMES = {
  material: { id: '287', name: word('材质|Material|素材|소재') },
  style: { id: '100000729', name: word('风格|Style|スタイル|스타일') },
  use: { id: '7588903', name: word('适用场景|Applicable scene|使用シーン|사용 장면') },
  origin: { id: '2176', name: word('产地|Origin|産地|원산지') },
  itemNumber: { id: '3151', name: word('货号|Item number|品番|품번') },
  imported: { id: '182318189', name: word('是否进口|Imported|輸入品|수입 여부') },
  season: { id: '31610', name: word('适用季节|Season|季節|계절') },
  feature: { id: '100017842', name: word('卖点|Feature|特徴|특징') },
  colour: { id: '3216', name: word('颜色|Color|カラー|색상') },
  licence: { id: '2176102', name: word('是否授权品牌|Licensed brand|ライセンスブランド|라이선스 브랜드') },
  brand: { id: '2176101', name: word('品牌|Brand|ブランド|브랜드') },
} as const

export const YEAR_SEASONS: readonly Word[] = words('春季|Spring|春|봄', '夏季|Summer|夏|여름', '秋季|Autumn|秋|가을', '冬季|Winter|冬|겨울')
export const NO = word('否|No|いいえ|아니요')
export const LICENSED = word('有品牌授权|Brand licence held|ライセンスあり|브랜드 라이선스 보유')
export const NO_BRAND = word('无品牌|Unbranded|ノーブランド|노브랜드')
