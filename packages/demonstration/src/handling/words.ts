/** What a handler says of matters in a field of the category scheme (its first two digits): what was done about it. */
const findings: Readonly<Record<string, string>> = {
  '01': '[现场勘查后，已责成物业和施工单位整改|已开具整改通知书，责任单位正在修复|相关设施已派单维修，昨日恢复使用]',
  '02': '[执法人员到场检测，已要求该单位停止排放并限期治理|已责令加装降噪设施，夜间不再作业|水样和气样已送检，先行清理了积存垃圾]',
  '03': '[已会同交警优化该路口信号配时|公交公司已调整班次，早高峰加密两班|路面坑槽已修补，标线将重新施划]',
  '04': '[已与学校当面核实，学校作出书面说明并整改|该机构已停止招生，费用正在清退|学位安排已按政策复核并告知家长]',
  '05': '[劳动监察已立案，用人单位承诺本月补发|参保记录已核对更正|已组织双方调解，达成分期支付协议]',
  '06': '[已组织商家与消费者调解，货款退回|该店已被责令改正并规范明码标价|运营商已停止该项业务并退费]',
  '07': '[医院已核查就诊记录并向患者说明|结算系统已更正，差额将原路退回|已约谈该诊所负责人并要求整改]',
  '08': '[辖区派出所已加强巡逻|检查发现的隐患已当场拆除|已登记线索并移交专班核查]',
  '09': '[已派技术员到田间查看，补种方案已定|村务收支已重新公示|灌渠已清淤，恢复供水]',
  '10': '[窗口已补办手续，办结短信已发送|系统故障已修复，可重新提交|已核对材料清单，不再要求重复提交]',
  '11': '[社区已上门走访，补助本月发放|已协调养老机构安排床位|居委会已公布安排并接受监督]',
}
const anyFinding = '[已派员核实，责任单位正在落实|已与有关单位会商，明确了办理措施]'

const openings = '[经核查|经现场走访|经与您电话沟通并核实|收到您的反映后，我单位当日派员核查]'
const closings = '[感谢您的监督。|如有疑问，请与我们联系。|后续情况将继续跟进。|欢迎继续提出意见。]'

/** The phrase of a reply, by what was asked and by the category; `{unit}` is who replies. */
export function replyPhrase(nature: string, category: string): string {
  if (nature === 'praise') return `[谢谢您的肯定|您的鼓励已转告有关同志]，{unit}将继续努力。`
  if (nature === 'suggestion')
    return `您的建议{unit}已研究，[拟纳入下一年度计划|部分内容已采纳|将在修订办法时一并考虑]。${closings}`
  if (nature === 'consultation')
    return `您好，[按现行规定，可凭身份证明到{unit}窗口或网上办理|相关条件和材料清单已在{unit}网站公布|您的情况符合条件，携带材料即可办理]。${closings}`
  return `${openings}，${findings[category.slice(0, 2)] ?? anyFinding}。${closings}`
}

export const acceptPhrase = '[已受理，转业务科室办理。|已收到，由专人跟进。|符合受理条件，按期办理。]'
export const progressPhrase =
  '[已派员现场核查。|已与来访人电话联系，了解详细情况。|已约谈责任单位，要求三日内提交整改方案。|正在调取资料，核实后答复。]'
export const secondReplyPhrase =
  '[经再次核查，此前整改不到位，已督促返工完毕。|复发原因已查明，责任单位重新处理并由专人盯办。]'

/** Reasons from the list `decline-reason`, each with an explanation in a handler's words. */
export const declines = [
  ['already-under-way', '[同一事项我单位正在办理|您此前的同一诉求尚在办理]，将一并答复。'],
  ['statutory-procedure', '该争议[应当通过仲裁或者诉讼解决|属民事合同纠纷，建议依法定途径处理]。'],
  ['no-specific-request', '[未写明具体诉求|来件没有可以办理的请求]，欢迎补充后再次提交。'],
] as const

/** Reasons from the list `return-reason`, each with an explanation in a handler's words. */
export const returns = [
  ['not-our-competence', '[该事项不属我单位职责|经核对权责清单，本单位无此项职权]，建议由主管部门办理。'],
  ['other-level-competent', '[该事项由省级部门统一管理|需由上级主管部门答复]，建议改派。'],
  ['joint-handling-needed', '[涉及多个部门|牵头单位尚不明确]，请协调确定承办单位。'],
] as const

export const ratingComments: Readonly<Record<number, string>> = {
  1: '[没有解决|答非所问，问题还在]。',
  2: '[处理不彻底|过了两天又反复]。',
  3: '[速度可以，效果一般|还要看后续]。',
  4: '[基本满意|比上次快]。',
  5: '[处理得很快，谢谢|问题解决了，点赞]。',
}
