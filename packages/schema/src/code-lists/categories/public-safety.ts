/** Categories of 公共安全, public safety: one a line, `code zh|en`. */
export const publicSafety = `
08 公共安全|Public safety
0801 治安管理|Public order
080101 盗窃与抢劫|Theft and robbery
080102 打架斗殴|Fights
080103 赌博|Gambling
080104 涉黄|Prostitution and pornography
080105 寻衅滋事|Provoking trouble
0802 电信网络诈骗|Telephone and online fraud
080201 诈骗报案|Reports of fraud
080202 账户冻结与解冻|Frozen accounts
080203 反诈宣传|Prevention
0803 户籍管理|Household registration
080301 入户与迁移|Admission and moving
080302 户口登记变更|Change of entries
080303 积分入户|Settlement by points
080304 居民身份证|Identity cards
0804 居住证与流动人口|Residence permits and migrants
080401 居住证办理|Residence permits
080402 出租屋管理|Rented rooms
080403 流动人口登记|Registration of migrants
0805 出入境管理|Entry and exit
080501 护照|Passports
080502 往来港澳通行证|Permits for Hong Kong and Macao
080503 往来台湾通行证|Permits for Taiwan
080504 外国人居留|Residence of foreigners
0806 消防安全|Fire safety
080601 消防通道堵塞|Blocked fire lanes
080602 消防设施损坏|Broken fire equipment
080603 电动车违规充电|Unsafe charging of electric bicycles
080604 消防审批与验收|Fire safety approval
0807 安全生产|Safety at work
080701 危险化学品|Hazardous chemicals
080702 建筑施工安全|Safety of building works
080703 矿山安全|Mine safety
080704 有限空间作业|Work in confined spaces
080705 安全生产举报|Reports of unsafe practice
0808 特种设备|Special equipment
080801 电梯安全|Lifts
080802 锅炉与压力容器|Boilers and pressure vessels
080803 大型游乐设施|Amusement rides
0809 食品安全|Food safety
080901 食品变质与异物|Spoiled or contaminated food
080902 无证生产经营|Unlicensed production and sale
080903 食品标签|Labelling
080904 集体用餐配送|Mass catering
080905 疑似食物中毒|Suspected food poisoning
0810 应急与防灾|Emergencies and disasters
081001 台风与暴雨|Typhoons and heavy rain
081002 地质灾害|Landslides and other ground hazards
081003 应急避难场所|Shelters
081004 灾害救助|Disaster relief
081005 森林防火|Forest fires
0811 养犬与动物|Dogs and other animals
081101 不文明养犬|Inconsiderate dog owners
081102 流浪动物|Stray animals
081103 犬只登记|Dog registration
081104 禁养犬只|Forbidden breeds
0812 网络与信息安全|Network and information security
081201 个人信息泄露|Leaks of personal information
081202 网络谣言|Online rumours
081203 违法网站与应用|Unlawful sites and apps
`
