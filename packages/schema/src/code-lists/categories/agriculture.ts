/** Categories of 农业农村, agriculture and villages: one a line, `code zh|en`. */
export const agriculture = `
09 农业农村|Agriculture and villages
0901 农村土地承包|Farmland contracts
090101 承包权属争议|Disputed rights
090102 确权登记颁证|Confirmation of rights
090103 土地流转|Transfer of use
090104 承包合同纠纷|Contract disputes
0902 宅基地与农房|House plots and rural houses
090201 宅基地审批|Approval of plots
090202 农房建设|Building of houses
090203 宅基地纠纷|Disputes over plots
090204 农房安全|Safety of houses
0903 村务管理|Village affairs
090301 村务财务公开|Openness of village affairs and accounts
090302 村干部作风|Conduct of village officials
090303 村委会选举|Village elections
090304 村规民约|Village rules
0904 农村集体经济|Collective economy
090401 集体资产管理|Collective assets
090402 分红与成员资格|Dividends and membership
090403 集体土地出租|Letting of collective land
090404 征地款分配|Sharing of compensation
0905 农业补贴|Farm subsidies
090501 耕地地力保护补贴|Farmland protection subsidies
090502 农机购置补贴|Farm machinery subsidies
090503 政策性农业保险|Agricultural insurance
090504 种粮补贴|Grain subsidies
0906 种植业|Crops
090601 种子质量|Seed
090602 农药与肥料|Pesticides and fertilisers
090603 病虫害防治|Pests and diseases
090604 农产品销售|Sale of produce
0907 畜牧兽医|Livestock
090701 养殖污染|Pollution by livestock
090702 动物疫病|Animal disease
090703 屠宰管理|Slaughter
090704 禁养区管理|No-livestock zones
0908 渔业|Fisheries
090801 渔船与捕捞|Boats and fishing
090802 休渔与补贴|Closed season and subsidies
090803 水产养殖|Aquaculture
090804 电鱼毒鱼|Unlawful fishing methods
0909 林业|Forestry
090901 林权纠纷|Disputed forest rights
090902 采伐许可|Felling permits
090903 公益林补偿|Compensation for public forests
0910 农田水利|Irrigation
091001 灌溉设施|Irrigation works
091002 水库与山塘|Reservoirs and ponds
091003 农村饮水安全|Safe drinking water
091004 水库移民|Resettlement from reservoirs
0911 农村人居环境|Living conditions in villages
091101 农村生活污水|Sewage
091102 农村垃圾处理|Waste
091103 厕所改造|Toilets
091104 村容村貌|Appearance of villages
0912 乡村振兴|Rural revitalisation
091201 防返贫帮扶|Prevention of relapse into poverty
091202 驻村帮扶|Aid by resident teams
091203 农业产业项目|Farm industry projects
091204 耕地保护|Protection of farmland
`
