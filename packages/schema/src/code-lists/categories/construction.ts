/** Categories of 城乡建设, urban and rural construction: one a line, `code zh|en`. */
export const construction = `
01 城乡建设|Urban and rural construction
0101 住房保障|Housing support
010101 公租房申请与分配|Public rental housing: application and allocation
010102 保障性住房质量与维护|Subsidised housing: quality and upkeep
010103 住房租赁补贴|Rent subsidies
010104 人才住房|Housing for skilled workers
0102 房地产市场|Property market
010201 商品房预售与交付|Presale and handover of new homes
010202 商品房质量|Quality of new homes
010203 房屋中介服务|Estate agents
010204 房屋租赁纠纷|Tenancy disputes
010205 虚假宣传与违约|False advertising and breach of contract
0103 物业管理|Property management
010301 物业服务质量|Quality of service
010302 物业收费|Charges
010303 维修资金使用|Use of the maintenance fund
010304 业主委员会|Owners' committees
010305 小区停车管理|Parking within estates
010306 小区公共收益|Income from common property
0104 不动产登记|Real estate registration
010401 首次登记与办证|First registration and certificates
010402 转移与变更登记|Transfer and change
010403 历史遗留办证问题|Long-standing title problems
010404 登记资料查询|Access to the register
0105 城市规划|Urban planning
010501 规划许可与公示|Planning permission and notice
010502 规划调整|Changes of plan
010503 采光与间距|Daylight and distance between buildings
010504 公共设施布局|Siting of public facilities
0106 建筑工程|Building works
010601 施工许可与监管|Building permits and supervision
010602 工程质量|Quality of works
010603 施工扰民|Nuisance from building sites
010604 围挡与占道施工|Hoardings and works in the road
010605 工程款纠纷|Disputes over payment for works
0107 违法建设|Unlawful building
010701 新增违法建设|New unlawful building
010702 历史违法建设|Old unlawful building
010703 加建改建|Unlawful extension and alteration
010704 占用公共空间|Taking of common space
0108 征地拆迁|Expropriation and demolition
010801 房屋征收补偿|Compensation for houses
010802 土地征收补偿|Compensation for land
010803 回迁安置|Resettlement
010804 征收程序|Procedure of expropriation
0109 旧城改造|Renewal of old quarters
010901 老旧小区改造|Renovation of old estates
010902 加装电梯|Adding of lifts
010903 危房改造|Repair of dangerous buildings
010904 城中村改造|Redevelopment of urban villages
0110 市政设施|Municipal facilities
011001 道路路面破损|Damaged road surface
011002 人行道与盲道|Pavements and tactile paving
011003 路灯照明|Street lighting
011004 井盖缺失破损|Missing or broken manhole covers
011005 桥梁与隧道|Bridges and tunnels
011006 内涝与排水|Flooding and drainage
0111 供水供气供电|Water, gas and electricity
011101 供水中断与水压|Water cuts and pressure
011102 自来水水质|Quality of tap water
011103 燃气供应与安全|Gas supply and safety
011104 供电中断与电压|Power cuts and voltage
011105 水电气收费|Charges for water, power and gas
0112 市容环境|Appearance of the city
011201 占道经营|Trading in the street
011202 户外广告招牌|Outdoor advertising and signs
011203 环卫保洁|Street cleaning
011204 生活垃圾分类|Sorting of household waste
011205 公共厕所|Public toilets
011206 公园与绿化|Parks and greenery
`
