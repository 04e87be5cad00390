/** Stems and endings from which the names of places and firms are made; the makes are real-sounding, the firms are not. */
export const estateStems =
  '翠湖 金碧 锦绣 御景 丽江 东方 怡景 新世纪 骏景 汇景 雅怡 富景 星河 香榭 碧水 云山 江畔 帝景 华南 阳光 龙庭 嘉信 金域 天誉 凯旋 逸翠 盛世 葆景 珠水 南国 紫荆 木棉 荔景 海逸 恒福 润丰 景泰 颐和 和信 万和 水岸 学府 康城 银湖 名雅 兴隆 福盈 美林 荷塘 绿茵 桃源 青禾 鸿福 晨曦 聚贤 泰安 仁和 百合 丹桂 金沙'.split(
    ' ',
  )
export const estateEndings =
  '花园 华庭 名苑 豪庭 雅苑 家园 新村 湾 公馆 华府 广场 城 半岛 国际 一品 小区 御苑 名都'.split(' ')
export const roadStems =
  '建设 人民 解放 环市 新华 中山 文明 朝阳 东风 和平 兴业 沿江 滨河 学院 工业 教育 迎宾 振兴 富强 育才 康乐 南湖 北环 西堤 金湖 长堤 红旗 幸福 团结 青年 体育 凤凰 龙腾 麒麟 莲塘 华侨 三元 光明 民主 新港 站前 创业 科技 桥头 东升 西苑 翠园 荔园 松山 银河'.split(
    ' ',
  )
export const roadEndings = '路 大道 东路 西路 南路 北路 中路 一路 二路 街 直街 横街'.split(' ')
export const villageStems =
  '上 下 大 新 石 龙 黄 白 沙 塘 南 北 东 西 高 罗 陈 李 梁 冯 谢 何 曾 马 牛 水 竹 松 莲 梅 古 长 平 横 三 五 禾 茶'.split(
    ' ',
  )
export const villageEndings = '坑 塘 围 岗 田 寨 屋 涌 沥 陂 洞 湖 山 坪 洋 埔 江 头 边 心 步 园 坝 岭 楼 坡'.split(' ')
export const schoolStems =
  '育英 实验 培正 文德 振华 明德 启明 育才 新城 滨江 东区 西城 南湖 北苑 凤翔 龙山 朝阳 红星 第一 第二 第三 第五 中心 华侨 岭南 桃李 博雅 英才 思源 春晖'.split(
    ' ',
  )
export const hospitalStems = '康宁 同安 仁爱 惠民 济众 华康 东升 南华 和平 新城 安济 博济 瑞康 友好'.split(' ')
export const parkStems =
  '人民 儿童 滨江 莲花山 文化 东湖 西湖 龙潭 中心 体育 凤岭 荔枝湾 金山 湿地 青龙 榕树头 望江 西岗 梅花'.split(' ')
export const riverStems = '沙 石 大 龙 白 南 东 西 黄 马 清 长 横 新 三 罗 麻 鹅 鱼 莲'.split(' ')
export const riverEndings = '溪河 涌 河 排渠 沟 坑水 陂河 窖涌 岗涌 水河'.split(' ')
export const firmStems =
  '宏达 粤海 恒泰 鑫源 华盛 金瑞 永兴 顺景 隆昌 佳美 立信 东兴 科顺 联丰 广益 盛丰 泰和 凯利 南星 百顺 富荣 德盛 明辉 众泰 锐丰 荣华 天合 嘉利 长盈 万通'.split(
    ' ',
  )
export const factoryEndings =
  '五金厂 塑料厂 家具厂 制衣厂 电镀厂 陶瓷厂 纸品厂 橡胶厂 鞋厂 玩具厂 印刷厂 食品厂 铝材厂 皮具厂'.split(' ')
export const companyEndings =
  '科技有限公司 电子有限公司 实业有限公司 商贸有限公司 物流有限公司 建筑工程公司 装饰公司'.split(' ')
export const shopStems =
  '阿强 老地方 潮记 九记 肥佬 兴记 陈记 顺记 好彩 客家 湘味 阿婆 海记 大头 福满 小城 聚香 渔家 旺角 三哥'.split(' ')
export const shopEndings = '大排档 烧烤 茶餐厅 牛杂店 砂锅粥 餐馆 肠粉店 农庄 火锅店 海鲜城'.split(' ')
export const mallStems = '万汇 新都汇 银汇 大福 广汇 金光荟 华荟 时代 东汇 星悦 益汇 顺联 中汇 名汇 环宇'.split(' ')
export const mallEndings = '广场 购物中心 百货 商业城 超市 天地'.split(' ')
