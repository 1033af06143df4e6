import { createHash } from 'node:crypto'
import { DEPARTMENTS } from './departments.ts'
import { randomOf } from './random.ts'
import type { Department } from './vocabulary/department.ts'

/** The first sellers have products from the first ones on, the rest only behind `FIRST_PRODUCTS`. */
const FIRST_SELLERS = 40
export const SELLER_COUNT = 2_000
const FIRST_PRODUCTS = 2_000

export type Place = { province: string; city: string; district: string; districtCode: string; zip: string }

export type Seller = {
  index: number
  memberId: string
  userId: string
  loginId: string
  openId: string
  companyName: string
  department: Department
  place: Place
  street: string
  phone: string
  identities: readonly string[]
  scores: Readonly<Record<string, string | number>>
  mix: { allowed: boolean; amountYuan: number; number: number }
  /** `spend this much, get that much off`, in fen; null = no shop promotion. */
  promotion: { id: string; fromFen: number; offFen: number } | null
  freePostage: boolean
}

const PLACES: readonly Place[] = [
  { province: '浙江省', city: '金华市', district: '义乌市', districtCode: '330782', zip: '322000' },
  { province: '广东省', city: '广州市', district: '白云区', districtCode: '440111', zip: '510000' },
  { province: '广东省', city: '深圳市', district: '龙岗区', districtCode: '440307', zip: '518000' },
  { province: '广东省', city: '汕头市', district: '澄海区', districtCode: '440515', zip: '515800' },
  { province: '福建省', city: '泉州市', district: '晋江市', districtCode: '350582', zip: '362200' },
  { province: '浙江省', city: '宁波市', district: '余姚市', districtCode: '330281', zip: '315400' },
  { province: '河北省', city: '保定市', district: '高碑店市', districtCode: '130684', zip: '074000' },
  { province: '江苏省', city: '南通市', district: '通州区', districtCode: '320612', zip: '226300' },
]

const NAMES = ['瑞丰', '恒泰', '启航', '优品', '宏达', '锦绣', '万联', '嘉禾', '新源', '博雅'] as const
const FORMS = ['有限公司', '贸易有限公司', '制品厂', '商行'] as const

const made = new Map<number, Seller>()

/** Seller number `index` (below `SELLER_COUNT`): always the same one. */
export function sellerAt(index: number): Seller {
  const seller = made.get(index) ?? makeSeller(index)
  made.set(index, seller)
  return seller
}

/** The number of the seller of product number `index`. */
export function sellerOfProduct(index: number): number {
  if (index < FIRST_PRODUCTS) return index % FIRST_SELLERS
  return FIRST_SELLERS + ((Math.imul(index, 2_654_435_761) >>> 8) % (SELLER_COUNT - FIRST_SELLERS))
}

/** The number of the seller with this open id, or null. */
export function sellerNumber(openId: string): number | null {
  numbers ??= new Map(Array.from({ length: SELLER_COUNT }, (_, index) => [openIdOf(index), index]))
  return numbers.get(openId) ?? null
}

let numbers: ReadonlyMap<string, number> | undefined

function openIdOf(index: number): string {
  return `BBB${createHash('md5').update(`seller-${index}`).digest('base64url').slice(0, 19)}`
}

export function departmentOf(seller: number): Department {
  return DEPARTMENTS[seller % DEPARTMENTS.length] ?? (DEPARTMENTS[0] as Department)
}

function makeSeller(index: number): Seller {
  const random = randomOf(index * 7919 + 3)
  const place = random.pick(PLACES)
  const department = departmentOf(index)
  const number = String(index + 1).padStart(3, '0')
  const superFactory = random.chance(0.35)
  return {
    index,
    memberId: `b2b-33${number}88`,
    userId: `3300${number}688`,
    loginId: `seller${number}`,
    openId: openIdOf(index),
    companyName: `${place.city.slice(0, 2)}${random.pick(NAMES)}${department.name.zh}${random.pick(FORMS)}`,
    department,
    place,
    street: `工业区${random.int(1, 99)}号${random.int(1, 8)}栋`,
    phone: `1380000${String(1000 + index)}`,
    identities: superFactory ? ['super_factory', 'tp_member'] : random.chance(0.5) ? ['powerful_merchants', 'tp_member'] : ['tp_member'],
    scores: scoresOf(index),
    mix: { allowed: random.chance(0.6), amountYuan: random.int(2, 6) * 100, number: random.int(2, 6) * 5 },
    promotion: index % 8 === 5 ? { id: `shop-${number}`, fromFen: 50_000, offFen: 2_000 } : null,
    freePostage: index % 5 === 4,
  }
}

function scoresOf(index: number): Seller['scores'] {
  const random = randomOf(index * 104_729 + 11)
  const half = (): string => (random.int(6, 10) / 2).toFixed(1)
  // The documents write this figure as a fraction, the live answer as a percentage (spec 3.7): both occur here.
  const repeat = random.int(1500, 7000)
  return {
    tradeMedalLevel: String(random.int(2, 5)),
    compositeServiceScore: half(),
    logisticsExperienceScore: half(),
    disputeComplaintScore: half(),
    offerExperienceScore: half(),
    consultingExperienceScore: half(),
    afterSalesExperienceScore: half(),
    repeatPurchasePercent: index % 3 === 0 ? (repeat / 10_000).toFixed(4) : `${(repeat / 100).toFixed(2)}%`,
    tpYear: random.int(1, 14),
    collect30DayWithin48HPercent: `${(random.int(8500, 9999) / 100).toFixed(2)}%`,
    qualityRefundWithin30Day: `${(random.int(0, 300) / 100).toFixed(2)}%`,
  }
}
