/** Categories of 其他, what fits nowhere else: one a line, `code zh|en`. */
export const other = `
12 其他|Other
1201 意见与建议|Opinions and suggestions
120101 城市发展建议|Development of the city
120102 政策制定建议|Making of policy
120103 民生实事征集|Calls for projects
1202 表扬与感谢|Praise and thanks
120201 表扬单位|Praise of a body
120202 表扬个人|Praise of a person
120203 见义勇为|Acts of courage
1203 涉法涉诉|Matters before the courts
120301 法院审判执行|Courts
120302 检察事项|Procurators
120303 仲裁事项|Arbitration
1204 历史遗留问题|Long-standing matters
120401 企业改制|Conversion of enterprises
120402 身份与工龄认定|Recognition of status and years of service
120403 政策落实|Carrying out of old policies
1205 民事纠纷|Private disputes
120501 债务纠纷|Debts
120502 合同纠纷|Contracts
120503 家庭纠纷|Family
120504 人身损害|Personal injury
1206 中央与垂直管理事项|Matters of central authorities
120601 海关事项|Customs
120602 海事事项|Maritime safety
120603 气象事项|Weather services
120604 烟草与盐业|Tobacco and salt
1207 跨省与境外事项|Matters outside the province
120701 跨省事项转办|Matters of other provinces
120702 境外求助|Calls for help from abroad
120703 驻外机构|Missions abroad
1208 无法归类|Not classifiable
120801 诉求不明|Unclear request
120802 多事项混合|Several matters in one
120803 无效来件|Void submission
`
