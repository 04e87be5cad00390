/** Categories of 环境保护, environmental protection: one a line, `code zh|en`. */
export const environment = `
02 环境保护|Environmental protection
0201 大气污染|Air pollution
020101 工业废气|Industrial exhaust
020102 餐饮油烟|Kitchen fumes
020103 扬尘污染|Dust
020104 露天焚烧|Open burning
020105 异味扰民|Smells
0202 水污染|Water pollution
020201 工业废水|Industrial waste water
020202 生活污水|Household sewage
020203 黑臭水体|Black and malodorous water bodies
020204 饮用水水源保护|Protection of drinking water sources
0203 噪声污染|Noise
020301 建筑施工噪声|Noise from building sites
020302 工业噪声|Industrial noise
020303 交通噪声|Traffic noise
020304 社会生活噪声|Noise from daily life
020305 商业经营噪声|Noise from business premises
0204 固体废物|Solid waste
020401 工业固体废物|Industrial solid waste
020402 危险废物|Hazardous waste
020403 建筑垃圾处置|Building waste
020404 垃圾焚烧与填埋|Waste incineration and landfill
0205 土壤污染|Soil pollution
020501 农用地污染|Polluted farmland
020502 建设用地污染|Polluted building land
020503 矿区污染|Pollution from mines
0206 辐射与光污染|Radiation and light pollution
020601 通信基站电磁辐射|Radiation from base stations
020602 变电站电磁环境|Fields from substations
020603 放射源安全|Safety of radioactive sources
020604 光污染|Light pollution
0207 环境影响评价|Environmental impact assessment
020701 项目环评审批|Approval of assessments
020702 公众参与|Public participation
020703 邻避设施选址|Siting of unwelcome facilities
0208 排污许可与执法|Discharge permits and enforcement
020801 无证排污|Discharge without a permit
020802 偷排漏排|Secret discharge
020803 执法与处罚|Enforcement and penalties
0209 自然生态保护|Nature conservation
020901 自然保护地|Protected areas
020902 野生动物保护|Wildlife
020903 林木破坏|Destruction of trees
020904 湿地与红树林|Wetlands and mangroves
0210 海洋与河道|Sea and rivers
021001 海洋环境|Marine environment
021002 河道管理|Management of rivers
021003 非法采砂|Unlawful sand extraction
021004 河长制与巡河|River chiefs and patrols
`
