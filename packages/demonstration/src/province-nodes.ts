import { cities } from './places/cities.ts'

/** A node of the demonstration province. `name` is what people read; the first six digits of `nodeId` are its seat. */
export interface ProvinceNode {
  readonly nodeId: string
  readonly name: string
  readonly nameEn: string
  readonly kind: 'city' | 'department'
  /** Provincial departments run a platform of their own; district bureaus only handle. */
  readonly level: 'province' | 'city' | 'district'
}

const department = (suffix: string, name: string, nameEn: string): ProvinceNode => ({
  nodeId: `440000-${suffix}`,
  name,
  nameEn,
  kind: 'department',
  level: 'province',
})

const bureau = (nodeId: string, name: string, nameEn: string): ProvinceNode => ({
  nodeId,
  name,
  nameEn,
  kind: 'department',
  level: 'district',
})

const cityNodes = cities.map((city): ProvinceNode => ({
  nodeId: city.code,
  name: city.name,
  nameEn: city.nameEn,
  kind: 'city',
  level: 'city',
}))

/** The 21 cities, fifteen provincial departments and eight district bureaus that take part. */
export const provinceNodes: readonly ProvinceNode[] = [
  ...cityNodes,
  department('ecology', '省生态环境厅', 'Department of Ecology and Environment'),
  department('transport', '省交通运输厅', 'Department of Transport'),
  department('education', '省教育厅', 'Department of Education'),
  department('hrss', '省人力资源和社会保障厅', 'Department of Human Resources and Social Security'),
  department('housing', '省住房和城乡建设厅', 'Department of Housing and Urban-Rural Development'),
  department('health', '省卫生健康委员会', 'Health Commission'),
  department('market', '省市场监督管理局', 'Administration for Market Regulation'),
  department('agriculture', '省农业农村厅', 'Department of Agriculture and Rural Affairs'),
  department('medicare', '省医疗保障局', 'Healthcare Security Administration'),
  department('police', '省公安厅', 'Department of Public Security'),
  department('civil-affairs', '省民政厅', 'Department of Civil Affairs'),
  department('culture', '省文化和旅游厅', 'Department of Culture and Tourism'),
  department('data', '省政务服务和数据管理局', 'Government Services and Data Administration'),
  department('communications', '省通信管理局', 'Communications Administration'),
  department('petition', '省信访局', 'Public Complaints and Proposals Administration'),
  bureau('440106-urban-management', '天河区城市管理和综合执法局', 'Tianhe Urban Management Bureau'),
  bureau('440306-urban-management', '宝安区城市管理和综合执法局', "Bao'an Urban Management Bureau"),
  bureau('440605-ecology', '佛山市生态环境局南海分局', 'Foshan Ecology Bureau, Nanhai Branch'),
  bureau('441302-housing', '惠城区住房和城乡建设局', 'Huicheng Housing Bureau'),
  bureau('440402-market', '香洲区市场监督管理局', 'Xiangzhou Market Bureau'),
  bureau('440511-education', '金平区教育局', 'Jinping Education Bureau'),
  bureau('440802-transport', '赤坎区交通运输局', 'Chikan Transport Bureau'),
  bureau('441402-agriculture', '梅江区农业农村局', 'Meijiang Agriculture Bureau'),
]

const names = new Map(provinceNodes.map(({ nodeId, name }) => [nodeId, name]))

/** What people call the node; its id where the province has no such node. */
export function nodeName(nodeId: string): string {
  return names.get(nodeId) ?? nodeId
}
