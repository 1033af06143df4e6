import { department, group, kind } from './department.ts'

export const bags = department(10368, '箱包|Bags|バッグ|가방', {
  groups: [
    group(1033010, '女包|Women’s bags|レディースバッグ|여성 가방', [
      kind(1033011, '单肩包|Shoulder bag|ショルダーバッグ|숄더백', ['bag', 'none', [28, 118], [300, 720], 'unit']),
      kind(1033012, '托特包|Tote bag|トートバッグ|토트백', ['bag', 'none', [15, 79], [250, 600], 'unit']),
      kind(1033013, '零钱包|Coin purse|小銭入れ|동전 지갑', ['bag', 'none', [5, 25], [40, 120], 'unit']),
    ]),
    group(1033020, '功能箱包|Functional bags|機能バッグ|기능성 가방', [
      kind(1033021, '双肩背包|Backpack|リュックサック|백팩', ['bag', 'none', [35, 129], [480, 950], 'unit']),
      kind(1033022, '旅行收纳袋|Travel organiser bag|トラベルポーチ|여행용 파우치', ['bag', 'pieces', [9, 39], [120, 350], 'set']),
      kind(1033023, '化妆包|Cosmetic bag|化粧ポーチ|화장품 파우치', ['bag', 'none', [8, 35], [80, 220], 'unit']),
    ]),
  ],
  materials: [
    'PU皮|PU leather|PUレザー|PU 가죽',
    '帆布|Canvas|キャンバス|캔버스',
    '牛津布|Oxford cloth|オックスフォード生地|옥스포드 천',
    '尼龙|Nylon|ナイロン|나일론',
  ],
  styles: [
    '大容量|Large-capacity|大容量|대용량',
    '防水|Waterproof|防水|방수',
    '迷你|Mini|ミニ|미니',
    '简约|Simple|シンプル|심플',
    '可爱|Cute|かわいい|귀여운',
  ],
  uses: ['旅行|travel|旅行|여행', '上学|school|通学|학교', '通勤|commuting|通勤|출퇴근', '购物|shopping|買い物|쇼핑'],
})

export const toys = department(10469, '玩具|Toys|おもちゃ|장난감', {
  groups: [
    group(1034010, '益智玩具|Educational toys|知育玩具|교육 완구', [
      kind(1034011, '积木|Building blocks|積み木|블록', ['toy', 'pieces', [12, 88], [250, 1200], 'set']),
      kind(1034012, '拼图|Jigsaw puzzle|パズル|퍼즐', ['toy', 'none', [6, 39], [150, 600], 'set']),
      kind(1034013, '磁力片|Magnetic tiles|マグネットタイル|자석 블록', ['toy', 'pieces', [25, 139], [400, 1800], 'set']),
    ]),
    group(1034020, '毛绒玩具|Plush toys|ぬいぐるみ|봉제 인형', [
      kind(1034021, '毛绒公仔|Plush doll|ぬいぐるみ人形|봉제 인형', ['toy', 'surface', [9, 69], [120, 700], 'unit']),
      kind(1034022, '毛绒挂件|Plush keychain|ぬいぐるみキーホルダー|봉제 키링', ['toy', 'none', [2.5, 15], [20, 70], 'unit']),
    ]),
    group(1034030, '户外玩具|Outdoor toys|屋外用おもちゃ|야외 완구', [
      kind(1034031, '泡泡机|Bubble machine|シャボン玉マシン|비눗방울 기계', ['toy', 'none', [8, 39], [180, 420], 'unit']),
      kind(1034032, '儿童皮球|Children’s ball|子供用ボール|어린이 공', ['ball', 'surface', [4, 22], [90, 320], 'unit']),
    ]),
  ],
  materials: [
    'ABS塑料|ABS plastic|ABS樹脂|ABS 플라스틱',
    '木质|Wooden|木製|나무',
    '短毛绒|Short plush|ショートプラッシュ|단모 플러시',
    '硅胶|Silicone|シリコン|실리콘',
  ],
  styles: [
    '卡通|Cartoon|キャラクター|캐릭터',
    '早教|Early-learning|早期教育|조기 교육',
    '可爱|Cute|かわいい|귀여운',
    '解压|Stress-relief|ストレス解消|스트레스 해소',
    '亲子互动|Parent-child|親子|부모 자녀',
  ],
  uses: [
    '幼儿园|nursery|幼稚園|유치원',
    '生日礼物|birthday gift|誕生日プレゼント|생일 선물',
    '居家|home|家庭|가정',
    '夹娃娃机|claw machine|クレーンゲーム|인형 뽑기',
  ],
})
