import { department, group, kind } from './department.ts'

export const apparel = department(10166, '服装|Apparel|アパレル|의류', {
  groups: [
    group(1031910, '女装|Women’s clothing|レディース|여성 의류', [
      kind(1031919, '短袖T恤|Short-sleeve T-shirt|半袖Tシャツ|반팔 티셔츠', ['shirt', 'clothing', [12, 39], [140, 260], 'piece']),
      kind(1031920, '连衣裙|Dress|ワンピース|원피스', ['dress', 'clothing', [29, 98], [220, 480], 'piece']),
      kind(1031921, '针织开衫|Knitted cardigan|ニットカーディガン|니트 가디건', ['shirt', 'clothing', [32, 79], [280, 520], 'piece']),
      kind(1031922, '半身裙|Skirt|スカート|스커트', ['dress', 'clothing', [22, 59], [180, 380], 'piece']),
    ]),
    group(1031930, '男装|Men’s clothing|メンズ|남성 의류', [
      kind(1031931, '长袖衬衫|Long-sleeve shirt|長袖シャツ|긴팔 셔츠', ['shirt', 'clothing', [28, 88], [220, 360], 'piece']),
      kind(1031932, '休闲裤|Casual trousers|カジュアルパンツ|캐주얼 바지', ['trousers', 'clothing', [35, 99], [350, 620], 'piece']),
      kind(1031933, '连帽卫衣|Hoodie|パーカー|후드티', ['shirt', 'clothing', [38, 109], [420, 780], 'piece']),
    ]),
    group(1031940, '童装|Children’s clothing|子供服|아동복', [
      kind(1031941, '儿童家居服|Children’s pyjamas|子供用パジャマ|아동 잠옷', ['shirt', 'children', [19, 49], [150, 300], 'set']),
      kind(1031942, '婴儿连体衣|Baby romper|ベビーロンパース|아기 우주복', ['shirt', 'children', [15, 45], [110, 220], 'piece']),
    ]),
  ],
  materials: [
    '纯棉|Cotton|コットン|면',
    '冰丝|Ice silk|アイスシルク|아이스 실크',
    '亚麻|Linen|リネン|리넨',
    '涤纶|Polyester|ポリエステル|폴리에스터',
    '羊毛混纺|Wool-blend|ウール混|울 혼방',
  ],
  styles: [
    '简约|Simple|シンプル|심플',
    '韩版|Korean-style|韓国風|한국 스타일',
    '法式|French-style|フレンチ|프렌치',
    '宽松|Loose|ゆったり|루즈핏',
    '复古|Vintage|レトロ|빈티지',
    '印花|Printed|プリント|프린트',
    '修身|Slim|スリム|슬림',
  ],
  uses: ['通勤|commuting|通勤|출퇴근', '居家|home wear|部屋着|홈웨어', '户外|outdoor|アウトドア|야외', '学生|students|学生|학생'],
})

export const shoes = department(10267, '鞋靴|Shoes|シューズ|신발', {
  groups: [
    group(1032010, '女鞋|Women’s shoes|レディースシューズ|여성화', [
      kind(1032011, '平底单鞋|Flat shoes|フラットシューズ|플랫 슈즈', ['shoe', 'shoes', [29, 89], [450, 700], 'pair']),
      kind(1032012, '凉拖鞋|Slippers|サンダル|슬리퍼', ['shoe', 'shoes', [8, 35], [200, 420], 'pair']),
    ]),
    group(1032020, '运动鞋|Sports shoes|スポーツシューズ|운동화', [
      kind(1032021, '跑步鞋|Running shoes|ランニングシューズ|러닝화', ['shoe', 'shoes', [49, 139], [520, 820], 'pair']),
      kind(1032022, '帆布鞋|Canvas shoes|キャンバスシューズ|캔버스화', ['shoe', 'shoes', [25, 69], [480, 760], 'pair']),
    ]),
  ],
  materials: ['EVA|EVA|EVA|EVA', '网面|Mesh|メッシュ|메쉬', '真皮|Leather|本革|천연 가죽', '帆布|Canvas|キャンバス|캔버스'],
  styles: [
    '轻便|Lightweight|軽量|경량',
    '防滑|Non-slip|滑り止め|미끄럼 방지',
    '透气|Breathable|通気性|통기성',
    '厚底|Platform|厚底|통굽',
    '百搭|Versatile|着回し|데일리',
  ],
  uses: ['居家|home|室内|실내', '运动|sports|スポーツ|운동', '通勤|commuting|通勤|출퇴근', '沙滩|beach|ビーチ|해변'],
})
