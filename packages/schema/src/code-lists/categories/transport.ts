/** Categories of 交通运输, transport: one a line, `code zh|en`. */
export const transport = `
03 交通运输|Transport
0301 公共汽电车|Buses
030101 线路与站点设置|Routes and stops
030102 班次与候车时间|Frequency and waiting time
030103 驾驶员服务态度|Conduct of drivers
030104 票价与优惠乘车|Fares and concessions
0302 轨道交通|Rail transit
030201 线路规划与建设|Planning and construction of lines
030202 站点设施|Station facilities
030203 运营时间与间隔|Hours and intervals
030204 乘车秩序与安检|Order and security checks
0303 出租汽车与网约车|Taxis and ride-hailing
030301 拒载与绕路|Refusal of passengers and detours
030302 违规收费|Unlawful charges
030303 非法营运|Unlicensed operation
030304 平台派单与服务|Platforms: dispatch and service
030305 失物查找|Lost property
0304 道路客货运输|Road passenger and goods transport
030401 长途客运服务|Coach services
030402 客运站管理|Coach stations
030403 货运管理|Goods transport
030404 从业资格与证件|Licences and qualifications
0305 道路交通管理|Road traffic
030501 交通信号与标志标线|Signals, signs and markings
030502 交通拥堵|Congestion
030503 限行与通行证|Restrictions and permits
030504 事故处理|Handling of accidents
030505 违法抓拍与处罚|Camera enforcement and penalties
030506 电动自行车管理|Electric bicycles
0306 停车管理|Parking
030601 路内停车位|On-street parking
030602 停车收费|Parking charges
030603 违法停车|Unlawful parking
030604 公共停车场建设|Building of public car parks
030605 充电设施|Charging points
0307 公路建设与养护|Building and upkeep of highways
030701 高速公路|Motorways
030702 国省道|National and provincial roads
030703 农村公路|Rural roads
030704 公路绿化与排水|Roadside planting and drainage
0308 收费公路|Toll roads
030801 通行费争议|Disputed tolls
030802 电子不停车收费|Electronic toll collection
030803 节假日免费通行|Free passage on holidays
0309 水路运输|Water transport
030901 轮渡服务|Ferries
030902 港口与码头|Ports and wharves
030903 船舶与船员证件|Ship and crew papers
030904 航道安全|Safety of waterways
0310 铁路与民航|Railways and aviation
031001 铁路客运服务|Railway passenger services
031002 铁路沿线环境|Surroundings of railways
031003 航班延误与退改签|Flight delays, refunds and changes
031004 机场服务|Airport services
0311 邮政快递|Post and parcels
031101 投递延误|Late delivery
031102 邮件快件丢失损毁|Loss and damage
031103 末端网点服务|Local outlets
031104 快递收费|Charges
0312 机动车与驾驶人|Vehicles and drivers
031201 车辆登记与牌证|Vehicle registration and plates
031202 机动车检验|Vehicle inspection
031203 驾驶证业务|Driving licences
031204 驾校培训与考试|Driving schools and tests
`
