/** Categories of 卫生计生, health and family planning: one a line, `code zh|en`. */
export const health = `
07 卫生计生|Health and family planning
0701 医疗服务|Medical services
070101 就诊与挂号|Appointments and registration
070102 医护服务态度|Conduct of staff
070103 诊疗质量|Quality of treatment
070104 急救服务|Emergency care
070105 病历与检查结果|Records and test results
0702 医疗收费|Medical charges
070201 收费争议|Disputed charges
070202 过度检查与治疗|Unnecessary tests and treatment
070203 收费公示|Display of charges
0703 医疗纠纷|Medical disputes
070301 医疗事故|Malpractice
070302 纠纷调解|Mediation
070303 医疗损害鉴定|Assessment of harm
0704 非法行医|Unlicensed practice
070401 无证诊所|Unlicensed clinics
070402 非法医疗美容|Unlawful cosmetic medicine
070403 虚假医疗宣传|False medical advertising
0705 基层卫生|Primary care
070501 社区卫生服务|Community health centres
070502 家庭医生|Family doctors
070503 村卫生站|Village clinics
070504 基本公共卫生服务|Basic public health services
0706 疾病预防控制|Disease control
070601 疫苗接种|Vaccination
070602 传染病防控|Infectious disease
070603 病媒生物防制|Mosquitoes, rats and other vectors
070604 慢性病管理|Chronic disease
0707 药品与医疗器械|Medicines and devices
070701 药品质量|Quality of medicines
070702 药品供应与价格|Supply and price
070703 药店经营|Pharmacies
070704 医疗器械|Medical devices
070705 化妆品|Cosmetics
0708 妇幼与生育|Mothers, children and births
070801 生育登记|Birth registration with the health authority
070802 生育奖励与扶助|Birth benefits and support
070803 孕产保健|Maternity care
070804 出生医学证明|Birth certificates
070805 托育服务|Nurseries
0709 公共场所卫生|Hygiene of public places
070901 饮用水卫生|Drinking water
070902 游泳场所卫生|Swimming places
070903 理发美容场所卫生|Hairdressers and beauty parlours
070904 控烟|Smoking control
0710 中医药与康复|Chinese medicine and rehabilitation
071001 中医服务|Chinese medicine
071002 康复护理|Rehabilitation
071003 安宁疗护|Hospice care
0711 血液与心理健康|Blood donation and mental health
071101 无偿献血|Blood donation
071102 用血返还|Repayment for blood used
071103 心理援助|Mental health support
071104 严重精神障碍管理|Care of severe mental disorder
`
