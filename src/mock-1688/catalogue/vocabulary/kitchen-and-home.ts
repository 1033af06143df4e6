import { department, group, kind } from './department.ts'

export const kitchen = department(10570, '厨房用品|Kitchen|キッチン用品|주방용품', {
  groups: [
    group(1035010, '水具酒具|Drinkware|ドリンクウェア|음료용기', [
      kind(1035011, '保温杯|Insulated bottle|ステンレスボトル|보온병', ['bottle', 'capacity', [16, 69], [220, 480], 'unit']),
      kind(1035012, '马克杯|Mug|マグカップ|머그컵', ['cup', 'capacity', [6, 35], [280, 450], 'unit']),
      kind(1035013, '玻璃水杯|Glass cup|グラス|유리컵', ['cup', 'capacity', [3.5, 22], [180, 380], 'unit']),
    ]),
    group(1035020, '烹饪锅具|Cookware|調理器具|조리도구', [
      kind(1035021, '不粘平底锅|Non-stick frying pan|フライパン|프라이팬', ['pan', 'surface', [29, 119], [700, 1500], 'unit']),
      kind(1035022, '蒸锅|Steamer|蒸し器|찜기', ['pan', 'surface', [39, 139], [900, 2100], 'unit']),
    ]),
    group(1035030, '厨房收纳|Kitchen storage|キッチン収納|주방 수납', [
      kind(1035031, '密封罐|Airtight jar|密閉容器|밀폐 용기', ['box', 'capacity', [4, 29], [120, 500], 'unit']),
      kind(1035032, '保鲜盒|Food container|保存容器|보관 용기', ['box', 'pieces', [8, 45], [200, 700], 'set']),
    ]),
  ],
  materials: [
    '304不锈钢|304 stainless steel|304ステンレス|304 스테인리스',
    '陶瓷|Ceramic|陶器|도자기',
    '高硼硅玻璃|Borosilicate glass|耐熱ガラス|내열 유리',
    '食品级PP|Food-grade PP|食品グレードPP|식품용 PP',
  ],
  styles: [
    '大容量|Large-capacity|大容量|대용량',
    '北欧|Nordic|北欧風|북유럽풍',
    '便携|Portable|携帯用|휴대용',
    '加厚|Thickened|厚手|두꺼운',
    '创意|Creative|クリエイティブ|아이디어',
  ],
  uses: ['办公室|office|オフィス|사무실', '家用|household|家庭用|가정용', '露营|camping|キャンプ|캠핑', '礼品定制|custom gift|ギフト|선물'],
})

export const home = department(10671, '家居日用|Home|ホーム用品|홈 용품', {
  groups: [
    group(1036010, '收纳整理|Storage|収納|수납', [
      kind(1036011, '收纳箱|Storage box|収納ボックス|수납 상자', ['box', 'surface', [12, 59], [500, 1900], 'unit']),
      kind(1036012, '桌面收纳盒|Desk organiser|卓上収納|책상 정리함', ['box', 'none', [6, 35], [180, 700], 'unit']),
      kind(1036013, '压缩袋|Vacuum bag|圧縮袋|압축팩', ['bag', 'pieces', [9, 39], [150, 480], 'set']),
    ]),
    group(1036020, '家纺|Home textiles|ホームテキスタイル|홈 텍스타일', [
      kind(1036021, '抱枕套|Cushion cover|クッションカバー|쿠션 커버', ['cushion', 'surface', [6, 35], [90, 240], 'unit']),
      kind(1036022, '珊瑚绒毛毯|Coral fleece blanket|フリース毛布|산호 플리스 담요', [
        'cushion',
        'surface',
        [19, 79],
        [450, 1400],
        'strip',
      ]),
      kind(1036023, '浴巾|Bath towel|バスタオル|목욕 수건', ['cushion', 'none', [9, 45], [250, 520], 'strip']),
    ]),
    group(1036030, '灯饰|Lighting|照明|조명', [
      kind(1036031, '小夜灯|Night light|ナイトライト|무드등', ['lamp', 'none', [8, 49], [90, 350], 'unit']),
      kind(1036032, 'LED灯串|LED string lights|LEDストリングライト|LED 줄조명', ['lamp', 'length', [5, 35], [80, 400], 'strip']),
    ]),
    group(1036040, '清洁洗护|Cleaning and care|洗浄・ケア|세정 케어', [
      kind(1036041, '洗衣液|Laundry detergent|洗濯洗剤|세탁 세제', ['bottle', 'capacity', [7, 32], [520, 1100], 'unit']),
      kind(1036042, '香薰精油|Aroma oil|アロマオイル|아로마 오일', ['bottle', 'none', [6, 39], [60, 240], 'unit']),
      kind(1036043, '免洗洗手液|Hand sanitiser|ハンドジェル|손 소독제', ['bottle', 'capacity', [4, 19], [380, 1050], 'unit']),
    ]),
  ],
  materials: [
    'PP塑料|PP plastic|PP樹脂|PP 플라스틱',
    '无纺布|Non-woven fabric|不織布|부직포',
    '珊瑚绒|Coral fleece|フリース|산호 플리스',
    '竹木|Bamboo|竹製|대나무',
  ],
  styles: [
    '可折叠|Foldable|折りたたみ|접이식',
    '北欧|Nordic|北欧風|북유럽풍',
    '加厚|Thickened|厚手|두꺼운',
    '日式|Japanese-style|和風|일본풍',
    '多功能|Multi-purpose|多機能|다기능',
  ],
  uses: ['卧室|bedroom|寝室|침실', '客厅|living room|リビング|거실', '宿舍|dormitory|寮|기숙사', '衣柜|wardrobe|クローゼット|옷장'],
})
