/** Categories of 政务服务, government services: one a line, `code zh|en`. */
export const governmentServices = `
10 政务服务|Government services
1001 办事指南与流程|Guides and procedures
100101 办理条件咨询|Conditions
100102 材料清单|Required documents
100103 办理时限|Time limits
100104 办理进度查询|Progress of an application
1002 窗口服务|Service counters
100201 工作人员态度|Conduct of staff
100202 排队与预约|Queues and appointments
100203 推诿扯皮|Being passed from counter to counter
100204 服务时间与地点|Hours and places
1003 网上办事|Online services
100301 系统故障|System faults
100302 注册登录与认证|Accounts and identity checks
100303 电子证照|Electronic certificates
100304 自助终端|Self-service terminals
1004 政务公开|Openness of government
100401 政府信息公开申请|Requests for information
100402 主动公开|Information published unasked
100403 政策解读|Explanation of policy
1005 热线与问政渠道|Hotlines and inquiry platforms
100501 热线接通|Getting through
100502 工单办理质量|Quality of handling
100503 回复不实|Untrue replies
100504 平台功能建议|Suggestions for the platform
1006 税务|Taxes
100601 纳税申报|Tax returns
100602 发票|Invoices
100603 税收优惠|Tax relief
100604 个人所得税|Personal income tax
100605 偷税漏税举报|Reports of tax evasion
1007 行政审批|Administrative approvals
100701 许可审批争议|Disputed permits
100702 跨省通办|Services across provinces
100703 中介服务|Mandatory intermediaries
100704 证明事项|Required certificates
1008 行政执法|Enforcement
100801 执法不公|Unfair enforcement
100802 不文明执法|Rough enforcement
100803 处罚异议|Objection to penalties
100804 不作为|Failure to act
1009 干部作风与廉政|Conduct and integrity of officials
100901 违纪违法举报|Reports of misconduct
100902 形式主义官僚主义|Formalism and bureaucracy
100903 吃拿卡要|Demanding favours
1010 招投标与采购|Tenders and procurement
101001 政府采购质疑|Challenges to procurement
101002 工程招投标|Tenders for works
101003 公共资源交易|Trading of public resources
1011 公共数据|Public data
101101 数据开放申请|Requests for open data
101102 数据错误更正|Correction of data
101103 信用信息|Credit records
1012 公务员与事业单位|Civil service and public institutions
101201 招录考试|Recruitment examinations
101202 编制与待遇|Posts and pay
101203 退休待遇|Retirement
`
