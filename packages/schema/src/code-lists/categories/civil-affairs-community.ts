/** Categories of 民政社区, civil affairs and community: one a line, `code zh|en`. */
export const civilAffairsCommunity = `
11 民政社区|Civil affairs and community
1101 社会救助|Social assistance
110101 最低生活保障|Minimum living allowance
110102 特困人员供养|Support of the destitute
110103 临时救助|Temporary relief
110104 医疗救助|Medical relief
110105 流浪乞讨救助|Help for the homeless
1102 养老服务|Care of the elderly
110201 养老机构|Care homes
110202 居家养老|Care at home
110203 高龄津贴|Allowances for the very old
110204 长者饭堂|Canteens for the elderly
110205 老年人优待|Concessions for the elderly
1103 儿童福利与未成年人|Children and minors
110301 孤儿与困境儿童|Orphans and children in need
110302 留守儿童|Children left behind
110303 未成年人保护|Protection of minors
110304 收养登记|Adoption
1104 残疾人服务|Disabled persons
110401 残疾证办理|Disability certificates
110402 残疾人补贴|Allowances
110403 无障碍设施|Accessibility
110404 残疾人就业|Employment
1105 婚姻登记|Marriage registration
110501 结婚登记|Marriage
110502 离婚登记|Divorce
110503 档案查询|Records
1106 殡葬服务|Funerals
110601 殡仪服务收费|Charges
110602 公墓管理|Cemeteries
110603 违规建坟|Unlawful graves
110604 惠民殡葬|Funeral subsidies
1107 社区治理|Neighbourhoods
110701 居委会服务|Residents' committees
110702 邻里纠纷|Disputes between neighbours
110703 网格管理|Neighbourhood wardens
110704 社区公共空间|Common spaces
110705 高空抛物|Objects thrown from windows
1108 社会组织与慈善|Associations and charity
110801 社会组织登记|Registration
110802 慈善募捐|Fund-raising
110803 志愿服务|Volunteering
110804 行业协会收费|Fees of trade associations
1109 退役军人|Veterans
110901 优抚待遇|Benefits
110902 安置就业|Placement
110903 优待证|Veterans' cards
110904 烈士褒扬|Honouring of martyrs
1110 区划与地名|Divisions and place names
111001 门楼牌编制|House numbers
111002 地名命名更名|Naming and renaming
111003 行政区划调整|Change of divisions
1111 法律服务|Legal services
111101 法律援助|Legal aid
111102 公证|Notaries
111103 人民调解|People's mediation
111104 律师与司法鉴定|Lawyers and forensic assessment
1112 民族宗教与侨务|Ethnic, religious and overseas Chinese affairs
111201 宗教活动场所|Places of worship
111202 少数民族权益|Rights of minorities
111203 华侨与港澳台居民|Overseas Chinese and residents of Hong Kong, Macao and Taiwan
`
