import { department, group, kind } from './department.ts'

export const pets = department(10974, '宠物用品|Pet supplies|ペット用品|반려동물 용품', {
  groups: [
    group(1039010, '宠物窝垫|Pet beds|ペットベッド|반려동물 침대', [
      kind(1039011, '猫窝|Cat bed|猫ベッド|고양이 집', ['paw', 'pet', [18, 89], [400, 1500], 'unit']),
      kind(1039012, '狗垫|Dog mat|犬用マット|강아지 매트', ['paw', 'pet', [12, 69], [300, 1400], 'unit']),
    ]),
    group(1039020, '宠物玩具|Pet toys|ペットおもちゃ|반려동물 장난감', [
      kind(1039021, '逗猫棒|Cat teaser wand|猫じゃらし|고양이 낚싯대', ['paw', 'none', [1.8, 15], [20, 90], 'unit']),
      kind(1039022, '磨牙玩具|Chew toy|噛むおもちゃ|이갈이 장난감', ['ball', 'pet', [3, 25], [60, 260], 'unit']),
    ]),
    group(1039030, '宠物出行|Pet travel|ペット外出用品|반려동물 외출 용품', [
      kind(1039031, '牵引绳|Leash|リード|목줄', ['paw', 'pet', [6, 39], [80, 260], 'strip']),
      kind(1039032, '宠物外出包|Pet carrier|ペットキャリー|이동장', ['bag', 'none', [35, 149], [700, 1800], 'unit']),
    ]),
  ],
  materials: [
    '短毛绒|Short plush|ショートプラッシュ|단모 플러시',
    '尼龙|Nylon|ナイロン|나일론',
    '天然橡胶|Natural rubber|天然ゴム|천연고무',
    '剑麻|Sisal|サイザル麻|사이잘삼',
  ],
  styles: [
    '可拆洗|Washable|丸洗い可能|세탁 가능',
    '耐咬|Bite-resistant|噛みに強い|내구성',
    '保暖|Warm|あったか|보온',
    '透气|Breathable|通気性|통기성',
    '反光|Reflective|反射|반사',
  ],
  uses: [
    '猫咪|cats|猫|고양이',
    '小型犬|small dogs|小型犬|소형견',
    '大型犬|large dogs|大型犬|대형견',
    '四季通用|all seasons|オールシーズン|사계절',
  ],
})

export const sports = department(11075, '运动户外|Sports and outdoor|スポーツ・アウトドア|스포츠 아웃도어', {
  groups: [
    group(1040010, '健身器材|Fitness|フィットネス|피트니스', [
      kind(1040011, '瑜伽垫|Yoga mat|ヨガマット|요가 매트', ['cushion', 'surface', [15, 79], [700, 1600], 'strip']),
      kind(1040012, '弹力带|Resistance band|トレーニングチューブ|저항 밴드', ['ball', 'pieces', [4, 39], [80, 420], 'set']),
      kind(1040013, '跳绳|Skipping rope|縄跳び|줄넘기', ['ball', 'length', [4, 29], [110, 280], 'strip']),
    ]),
    group(1040020, '露营装备|Camping|キャンプ用品|캠핑 용품', [
      kind(1040021, '折叠椅|Folding chair|折りたたみ椅子|접이식 의자', ['box', 'none', [22, 99], [1200, 3200], 'unit']),
      kind(1040022, '露营灯|Camping lantern|キャンプランタン|캠핑 랜턴', ['lamp', 'none', [12, 69], [180, 520], 'unit']),
      kind(1040023, '防晒冰袖|Cooling arm sleeves|アームカバー|쿨토시', ['shirt', 'none', [2.5, 15], [25, 60], 'pair']),
    ]),
  ],
  materials: [
    'TPE|TPE|TPE|TPE',
    '天然乳胶|Natural latex|天然ラテックス|천연 라텍스',
    '牛津布|Oxford cloth|オックスフォード生地|옥스포드 천',
    '铝合金|Aluminium alloy|アルミ合金|알루미늄 합금',
  ],
  styles: [
    '便携|Portable|携帯用|휴대용',
    '加厚|Thickened|厚手|두꺼운',
    '专业|Professional|プロ仕様|전문가용',
    '防滑|Non-slip|滑り止め|미끄럼 방지',
    '超轻|Ultralight|超軽量|초경량',
  ],
  uses: ['健身房|gym|ジム|헬스장', '露营|camping|キャンプ|캠핑', '居家|home|家庭|가정', '骑行|cycling|サイクリング|자전거'],
})
