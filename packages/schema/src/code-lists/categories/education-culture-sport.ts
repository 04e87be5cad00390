/** Categories of 教育文体, education, culture and sport: one a line, `code zh|en`. */
export const educationCultureSport = `
04 教育文体|Education, culture and sport
0401 学前教育|Pre-school education
040101 幼儿园入园|Admission to kindergarten
040102 幼儿园收费|Kindergarten fees
040103 保育与安全|Care and safety
040104 普惠性幼儿园建设|Affordable kindergartens
0402 义务教育|Compulsory education
040201 入学与学区划分|Admission and catchment areas
040202 积分入学|Admission by points
040203 转学与学籍|Transfer and pupil records
040204 课后服务|After-school care
040205 作业与课业负担|Homework and workload
0403 高中阶段教育|Upper secondary education
040301 中考招生|Admission by examination
040302 普通高中收费|Fees
040303 中等职业教育|Vocational secondary education
040304 学位供给|Supply of places
0404 高等与继续教育|Higher and continuing education
040401 高校招生|Admission to universities
040402 学历学位认证|Recognition of degrees
040403 成人与自学考试|Adult education and self-study examinations
040404 学生资助|Student aid
0405 特殊教育|Special education
040501 特殊教育学位|Places in special education
040502 融合教育|Inclusive education
040503 送教上门|Teaching at home
0406 校园管理|Running of schools
040601 校园安全|School safety
040602 校园欺凌|Bullying
040603 学校食堂|School canteens
040604 校服与教辅材料|Uniforms and teaching aids
0407 教师队伍|Teachers
040701 教师待遇|Pay and conditions
040702 师德师风|Professional conduct
040703 教师资格|Qualification
040704 有偿补课|Paid private tuition by teachers
0408 校外培训|Private tuition
040801 退费纠纷|Refunds
040802 无证办学|Unlicensed schools
040803 违规学科培训|Unlawful tuition in school subjects
040804 培训质量|Quality of tuition
0409 公共文化服务|Public culture
040901 图书馆与文化馆|Libraries and cultural centres
040902 博物馆与美术馆|Museums and galleries
040903 文化活动|Cultural events
040904 农家书屋|Village reading rooms
0410 文物与非遗|Heritage
041001 文物保护|Protection of monuments
041002 历史建筑|Historic buildings
041003 非物质文化遗产|Intangible heritage
0411 文化市场与广电|Culture market and broadcasting
041101 娱乐场所|Places of entertainment
041102 网吧管理|Internet cafes
041103 有线电视服务|Cable television
041104 演出票务|Tickets for performances
0412 体育健身|Sport
041201 公共体育场馆|Public sports grounds
041202 社区健身器材|Exercise equipment in neighbourhoods
041203 健身机构预付卡|Prepaid cards of gyms
041204 体育赛事|Sporting events
`
