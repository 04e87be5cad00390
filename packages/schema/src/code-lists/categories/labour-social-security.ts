/** Categories of 劳动和社会保障, labour and social security: one a line, `code zh|en`. */
export const labourSocialSecurity = `
05 劳动和社会保障|Labour and social security
0501 劳动报酬|Wages
050101 拖欠工资|Unpaid wages
050102 农民工工资|Wages of migrant workers
050103 加班工资|Overtime pay
050104 最低工资|Minimum wage
0502 劳动合同|Labour contracts
050201 未签订合同|No written contract
050202 违法解除|Unlawful dismissal
050203 经济补偿|Severance pay
050204 劳务派遣|Agency work
050205 竞业限制|Non-competition clauses
0503 工时与休假|Working time and leave
050301 超时加班|Excessive overtime
050302 带薪年休假|Paid annual leave
050303 产假与育儿假|Maternity and parental leave
050304 高温津贴|Heat allowance
0504 劳动保护|Protection at work
050401 职业病防护|Occupational disease
050402 女职工保护|Protection of women workers
050403 童工与未成年工|Child and young workers
050404 就业歧视|Discrimination
0505 劳动争议处理|Labour disputes
050501 劳动监察投诉|Complaints to labour inspection
050502 劳动仲裁|Labour arbitration
050503 裁决执行|Enforcement of awards
0506 养老保险|Pensions
050601 参保与缴费|Enrolment and contributions
050602 转移接续|Transfer between places
050603 待遇核定与发放|Assessment and payment
050604 退休审批|Approval of retirement
050605 城乡居民养老|Residents' pensions
0507 医疗与生育保险|Medical and maternity insurance
050701 医保参保缴费|Enrolment and contributions
050702 异地就医结算|Treatment away from home
050703 门诊与住院报销|Out-patient and in-patient claims
050704 生育待遇|Maternity benefits
050705 医保定点机构|Designated providers
0508 工伤保险|Work injury insurance
050801 工伤认定|Recognition of injuries
050802 劳动能力鉴定|Assessment of capacity
050803 工伤待遇|Benefits
0509 失业保险|Unemployment insurance
050901 失业金申领|Claims
050902 稳岗补贴|Job retention subsidies
050903 失业登记|Registration
0510 就业创业|Employment and start-ups
051001 招聘与求职服务|Recruitment and job seeking
051002 虚假招聘与黑中介|False offers and unlawful agencies
051003 创业补贴与贷款|Start-up grants and loans
051004 高校毕业生就业|Graduate employment
051005 就业困难援助|Help for hard-to-place workers
0511 职业技能与人才|Skills and talent
051101 技能培训补贴|Training subsidies
051102 职业资格与职称|Qualifications and titles
051103 人才引进与补贴|Talent programmes
051104 人事档案|Personnel files
0512 住房公积金|Housing provident fund
051201 缴存|Contributions
051202 提取|Withdrawal
051203 公积金贷款|Loans
051204 异地转移|Transfer between places
`
