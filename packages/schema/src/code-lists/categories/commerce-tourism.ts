/** Categories of 商贸旅游, commerce and tourism: one a line, `code zh|en`. */
export const commerceTourism = `
06 商贸旅游|Commerce and tourism
0601 消费维权|Consumer rights
060101 商品质量|Quality of goods
060102 退换货|Returns and exchanges
060103 预付式消费|Prepaid services
060104 售后服务|After-sales service
060105 霸王条款|Unfair terms
0602 网络交易|Online trade
060201 网购纠纷|Disputes over online purchases
060202 直播带货|Live-stream selling
060203 平台规则与处罚|Platform rules and penalties
060204 社区团购|Community group buying
0603 价格与收费|Prices and charges
060301 哄抬价格|Price gouging
060302 价格欺诈|Deceptive pricing
060303 不明码标价|Prices not displayed
060304 乱收费|Unlawful charges
0604 市场秩序|Market order
060401 无照经营|Trading without a licence
060402 假冒伪劣|Counterfeit and shoddy goods
060403 虚假广告|False advertising
060404 传销与不正当竞争|Pyramid selling and unfair competition
060405 短斤缺两|Short weight
0605 市场主体登记|Registration of businesses
060501 设立登记|Formation
060502 变更与注销|Change and dissolution
060503 冒名登记|Registration under another's name
060504 年报与信用修复|Annual reports and credit repair
0606 知识产权|Intellectual property
060601 商标侵权|Trade marks
060602 专利纠纷|Patents
060603 著作权侵权|Copyright
0607 餐饮与住宿|Catering and lodging
060701 餐饮服务|Restaurants
060702 酒店服务|Hotels
060703 网络餐饮|Food delivery platforms
060704 民宿管理|Guest houses
0608 旅游服务|Tourism
060801 旅行社服务|Travel agencies
060802 导游服务|Guides
060803 强制购物|Forced shopping
060804 景区管理与门票|Sights and tickets
0609 金融服务|Financial services
060901 银行服务|Banking
060902 保险理赔|Insurance claims
060903 非法集资|Unlawful fund-raising
060904 网络借贷与催收|Online lending and debt collection
0610 通信服务|Telecommunications
061001 资费争议|Disputed charges
061002 信号与网络质量|Coverage and quality
061003 携号转网|Number portability
061004 骚扰电话与短信|Nuisance calls and messages
061005 宽带服务|Broadband
0611 招商与企业服务|Investment and services to business
061101 惠企政策兑现|Payment of promised support
061102 投资项目落地|Realisation of investments
061103 融资支持|Access to finance
061104 拖欠企业账款|Unpaid debts to businesses
0612 对外贸易|Foreign trade
061201 进出口通关|Customs clearance
061202 跨境电商|Cross-border e-commerce
061203 口岸服务|Ports of entry
061204 出口退税|Export tax rebates
`
