import { type Word, words } from './word.ts'

/** What sellers boast of, by department id: one such word stands in every title. */
export const FEATURES: Readonly<Record<number, readonly Word[]>> = {
  10166: words(
    '显瘦百搭|Slimming and versatile|着痩せ|날씬해 보이는',
    '圆领|Crew-neck|クルーネック|라운드넥',
    '高腰|High-waist|ハイウエスト|하이웨이스트',
    '不起球|Pilling-resistant|毛玉になりにくい|보풀 방지',
    '大码|Plus-size|大きいサイズ|빅사이즈',
    '吸汗速干|Quick-dry|吸汗速乾|흡한속건',
  ),
  10267: words(
    '软底|Soft-sole|ソフトソール|부드러운 밑창',
    '加绒保暖|Fleece-lined|裏起毛|기모',
    '减震|Shock-absorbing|クッション性|충격 흡수',
    '一脚蹬|Slip-on|スリッポン|슬립온',
    '增高|Height-increasing|身長アップ|키높이',
  ),
  10368: words(
    '大容量|Large-capacity|大容量|대용량',
    '防泼水|Splash-proof|撥水|생활 방수',
    '多隔层|Multi-compartment|多収納|다중 수납',
    '斜挎|Crossbody|斜め掛け|크로스바디',
    '可印logo|Logo-printable|ロゴ印刷可|로고 인쇄 가능',
  ),
  10469: words(
    '早教启蒙|Early-learning|知育|조기교육',
    '亲子互动|Parent-child|親子で遊べる|부모 자녀 놀이',
    '解压|Stress-relief|ストレス解消|스트레스 해소',
    '大颗粒|Large-piece|大粒|큰 조각',
    '盲盒|Blind-box|ブラインドボックス|블라인드 박스',
  ),
  10570: words(
    '食品级|Food-grade|食品グレード|식품 등급',
    '耐高温|Heat-resistant|耐熱|내열',
    '防漏|Leak-proof|漏れ防止|누수 방지',
    '带盖|With lid|蓋付き|뚜껑 포함',
    '刻字定制|Engravable|名入れ|각인 가능',
  ),
  10671: words(
    '免打孔|No-drill|穴あけ不要|무타공',
    '防尘|Dust-proof|防塵|방진',
    '亲肤柔软|Skin-soft|肌触り良い|부드러운',
    '大号加大|Extra-large|特大|특대형',
    '可机洗|Machine-washable|洗濯機可|세탁기 가능',
  ),
  10772: words(
    '超级快充66W|66W super-fast|66W急速|66W 초고속',
    '兼容苹果安卓|For iPhone and Android|iPhone Android対応|아이폰 안드로이드 호환',
    '降噪|Noise-cancelling|ノイズキャンセリング|노이즈 캔슬링',
    '防摔|Shock-proof|耐衝撃|낙하 방지',
    '长续航|Long-lasting|長時間|오래가는',
  ),
  10873: words(
    '速干|Quick-drying|速乾|빠른 건조',
    'A5加厚|A5 thick|A5厚手|A5 두꺼운',
    '学生奖品|School-prize|ご褒美|학생 상품',
    '高颜值|Good-looking|おしゃれ|예쁜',
    '不晕染|Bleed-proof|にじまない|번짐 없는',
  ),
  10974: words(
    '四季通用|All-season|オールシーズン|사계절용',
    '耐咬|Bite-resistant|噛みに強い|물어뜯기 방지',
    '可拆洗|Removable and washable|取り外して洗える|분리 세탁',
    '反光防走失|Reflective anti-lost|反射迷子防止|반사 분실 방지',
    '自嗨解闷|Self-play|ひとり遊び|혼자 놀이',
  ),
  11075: words(
    '加宽加厚|Extra-wide and thick|幅広厚手|넓고 두꺼운',
    '便携收纳|Portable|携帯しやすい|휴대용',
    '防紫外线|UV-proof|UVカット|자외선 차단',
    '承重强|Heavy-duty|耐荷重|튼튼한',
    '静音|Silent|静音|저소음',
  ),
}

/** What stands at the end of a title. */
export const TAILS: readonly Word[] = words(
  '支持批发|wholesale|卸売|도매',
  '一件代发|dropshipping|一点から発送|낱개 배송',
  '源头工厂|source factory|製造元直送|생산 공장',
  '亚马逊跨境|for Amazon sellers|Amazon越境|아마존 크로스보더',
  '现货速发|in stock, ships fast|在庫あり即納|재고 즉시 발송',
)

/** Registered brands of makers (made up); goods under them need a brand owner's leave to be sold abroad. */
export const BRANDS: readonly Word[] = words('沐森|Musen', '凌越|Linyue', '果朵|Guoduo', '朗途|Lantu', '喜棠|Xitang', '奇栗|Qili')

/** Brands that sellers license: customs and carriers ask for papers. */
export const LICENSED_BRANDS: readonly Word[] = words('小雾岛|Foglet Isle', '星旅猫|Star Traveller Cat')
