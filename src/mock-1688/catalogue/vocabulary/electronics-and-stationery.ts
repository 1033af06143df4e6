import { department, group, kind } from './department.ts'

export const electronics = department(10772, '数码配件|Electronics accessories|デジタル小物|디지털 액세서리', {
  groups: [
    group(1037010, '充电配件|Charging|充電用品|충전 용품', [
      kind(1037011, '快充数据线|Fast-charging cable|急速充電ケーブル|고속 충전 케이블', ['plug', 'length', [3, 25], [25, 70], 'strip']),
      kind(1037012, '氮化镓充电器|GaN charger|GaN充電器|GaN 충전기', ['plug', 'none', [22, 99], [80, 190], 'unit']),
      kind(1037013, '移动电源|Power bank|モバイルバッテリー|보조배터리', ['phone', 'none', [29, 129], [180, 420], 'unit']),
    ]),
    group(1037020, '手机配件|Phone accessories|スマホ用品|휴대폰 용품', [
      kind(1037021, '手机支架|Phone stand|スマホスタンド|휴대폰 거치대', ['phone', 'none', [4, 35], [60, 260], 'unit']),
      kind(1037022, '手机壳|Phone case|スマホケース|휴대폰 케이스', ['phone', 'none', [3, 22], [25, 60], 'unit']),
    ]),
    group(1037030, '影音配件|Audio|オーディオ|오디오', [
      kind(1037031, '蓝牙耳机|Bluetooth earphones|Bluetoothイヤホン|블루투스 이어폰', ['phone', 'none', [19, 119], [50, 160], 'unit']),
      kind(1037032, '蓝牙音箱|Bluetooth speaker|Bluetoothスピーカー|블루투스 스피커', ['lamp', 'none', [29, 159], [220, 900], 'unit']),
    ]),
  ],
  materials: [
    '铝合金|Aluminium alloy|アルミ合金|알루미늄 합금',
    'TPU|TPU|TPU|TPU',
    '编织尼龙|Braided nylon|編組ナイロン|나일론 편조',
    'PC阻燃|Flame-retardant PC|難燃PC|난연 PC',
  ],
  styles: [
    '快充|Fast-charge|急速充電|고속 충전',
    '磁吸|Magnetic|マグネット式|자석식',
    '迷你|Mini|ミニ|미니',
    '透明|Transparent|透明|투명',
    '折叠|Folding|折りたたみ|접이식',
  ],
  uses: ['车载|in-car|車載|차량용', '桌面|desktop|卓上|데스크용', '旅行|travel|旅行|여행', '游戏|gaming|ゲーム|게임'],
})

export const stationery = department(10873, '办公文具|Stationery|文房具|문구', {
  groups: [
    group(1038010, '书写工具|Writing|筆記具|필기구', [
      kind(1038011, '中性笔|Gel pen|ゲルインクペン|젤펜', ['pen', 'pieces', [3, 19], [60, 180], 'set']),
      kind(1038012, '荧光笔|Highlighter|蛍光ペン|형광펜', ['pen', 'pieces', [5, 25], [80, 220], 'set']),
    ]),
    group(1038020, '本册|Notebooks|ノート|노트', [
      kind(1038021, '笔记本|Notebook|ノート|노트', ['book', 'none', [4, 35], [150, 450], 'book']),
      kind(1038022, '便利贴|Sticky notes|付箋|포스트잇', ['book', 'pieces', [2, 15], [40, 160], 'set']),
      kind(1038023, '手账贴纸|Journal stickers|手帳シール|다이어리 스티커', ['book', 'none', [1.5, 12], [15, 60], 'set']),
    ]),
    group(1038030, '桌面文具|Desk supplies|デスク用品|책상 용품', [
      kind(1038031, '文件夹|File folder|ファイル|파일 폴더', ['book', 'pieces', [3, 22], [80, 350], 'unit']),
      kind(1038032, '笔袋|Pencil case|ペンケース|필통', ['bag', 'none', [5, 29], [80, 210], 'unit']),
    ]),
  ],
  materials: [
    'PVC|PVC|PVC|PVC',
    '道林纸|Dowling paper|ドーリング紙|도링지',
    '牛皮纸|Kraft paper|クラフト紙|크라프트지',
    '铝合金|Aluminium alloy|アルミ合金|알루미늄 합금',
  ],
  styles: [
    '可爱|Cute|かわいい|귀여운',
    '莫兰迪色|Muted-colour|くすみカラー|모란디 컬러',
    '商务|Business|ビジネス|비즈니스',
    'ins风|Minimalist|ミニマル|미니멀',
    '加厚|Thickened|厚手|두꺼운',
  ],
  uses: ['学生|students|学生|학생', '办公|office|オフィス|사무용', '考试|exams|試験|시험', '手账|journaling|手帳|다이어리'],
})
