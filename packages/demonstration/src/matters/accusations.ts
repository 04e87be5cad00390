import type { MatterScript } from './script.ts'

/** Reports about the bodies that should have acted; none of these may ever reach the accused. */
export const accusationMatters: readonly MatterScript[] = [
  {
    id: 'inspectors-forewarn',
    category: '1009',
    nature: 'report',
    place: 'factory',
    accuses: 'ecology',
    facts: { checks: [3, 9], minutes: [20, 60, 10], gift: ['中秋的月饼券', '茶叶和烟', '“咨询费”', '过年的海鲜礼盒'] },
    tellings: [
      {
        title: '举报{district}环保[检查前通风报信|走过场]（{factory}）',
        body: '[我在{factory}看过门|我给{factory}开过车]，[今天把话说开|憋了两年]。{district}的环保来查了{checks}次，[没有一次不提前打招呼|次次老板先知道]：[电话一响，{minutes}分钟后车才到|接完电话，工人用{minutes}分钟把阀门一关]，[采样就采干净的那个口|领导喝杯茶就走]。[{gift}是我亲手搬上车的|{gift}的单子还在抽屉里]。[求保密，我一家还住在{town}|查到我头上就没活路了]。',
      },
      {
        title: '{factory}为何[屡查屡放|查不倒]？请查{district}生态环境部门',
        body: '{factory}[污水、废气，附近谁不知道|被投诉上百次]，{district}生态环境部门[查了{checks}回，回回“未发现异常”|{checks}份检查记录一个字不差]。[夜里偷排，他们白天来|周末排，他们上班才来]；[群众拍的视频说“不能作为证据”|带去的水样说不合规]。[有人看见{gift}|逢年过节的{gift}]，[是不是真的，请纪检核一核|无风不起浪]。[不要批转{district}自查|请交给外地的人查]。',
      },
      {
        title: '来访举报{district}生态环境部门[失职|与企业勾连]',
        body: '来访人（要求保密）举报{district}生态环境部门对{factory}检查{checks}次均事先通知，[疑收受{gift}|致使问题长期未查处]，要求[提级核查|回避被举报单位]。',
        voice: 'recorded',
      },
    ],
    details: [
      '[检查表|现场笔录]是[在办公室补的|厂里文员代填的]。',
      '{gift}的事，[门卫室的登记本记着|至少三个工人看见]。',
    ],
    asks: ['[提级|异地]核查', '[夜间|不打招呼]突查{factory}', '对举报人[严格保密|身份保密]'],
  },
  {
    id: 'market-bureau-shields',
    category: '1009',
    nature: 'report',
    place: 'mall',
    accuses: 'market',
    facts: { complaints: [4, 30], product: ['假茅台', '过期奶粉', '三无保健品', '冒牌化妆品'], days: [30, 120, 5] },
    tellings: [
      {
        title: '举报{district}市场监管[压案不办|袒护{mall}]',
        body: '我在{mall}买到{product}，[鉴定书都有|厂家出了证明]，向{district}市场监管[递了材料|实名投诉]，{days}天[不立案，也不出不立案通知|来来回回就一句“在核实”]。[后来才听说，前后{complaints}个人投诉过|同一家店，投诉的不下{complaints}人]。[办案的人劝我“拿点钱算了”|科长直接替商家谈价钱]，[到底是执法还是说情|您说这算什么事]。',
      },
      {
        title: '{mall}售卖{product}，[投诉材料被泄露给商家|举报人信息外泄]',
        body: '[前脚刚交|刚向{district}市场监管交]举报信，[后脚商家就打来电话|当晚老板就找上门]，[叫得出我的名字和住址|拿着我的举报信照片]。[{product}至今摆在{mall}的货架上|{mall}那家店照样卖{product}]，{days}天过去，{complaints}宗投诉[石沉大海|全部“调解终止”]。[我现在不敢一个人回家|孩子放学都要去接]，请[上级追查是谁泄露的|查办泄密的人]。',
      },
      {
        title: '{mall}[{product}|售假]久拖不办',
        body: '来电人实名举报{district}市场监管部门对{mall}销售{product}的{complaints}宗投诉逾{days}天未处理，[疑有包庇|并泄露举报人信息]，要求[上级机关|纪检]介入。',
        voice: 'recorded',
      },
    ],
    details: [
      '[录音|通话记录]我存了，[随时可交|一句不少]。',
      '[店主的姐夫|老板的战友][就在局里|是队里的人]，[这在{town}不是秘密|街坊都知道]。',
    ],
    asks: ['[上级|市局]直接立案', '[追查|处理]泄密的人', '[回避|不要转]被举报单位'],
  },
  {
    id: 'school-place-favours',
    category: '1009',
    nature: 'report',
    place: 'school',
    accuses: 'education',
    facts: { places: [3, 28], price: [3, 18], queue: [40, 260, 10] },
    tellings: [
      {
        title: '举报{district}教育部门[学位暗箱操作|卖学位]（{school}）',
        body: '{school}今年[公布“学位已满”|说一个名额都没有]，{queue}个符合条件的孩子[排队候补|被分到五公里外]。[开学后点名册上却多出{places}人|可九月悄悄插进{places}个]，[户口、房产都不在地段|家长开的车停了半条街]。[中介张口就是{price}万，包进|饭桌上有人报价{price}万]，[说“教育局里有人签字”|点名要找{district}教育部门某科长]。[公平都没了，叫孩子怎么信书上的话|我们老实排队的倒成了傻子]。',
      },
      {
        title: '请核查{school}的[插班|“特批”]名单',
        body: '[作为在校老师，我看到了一些不该看的|本人是{school}的家委]：{district}教育部门[转来的条子共{places}张|“特批”了{places}名]，[没有一张附证明材料|理由一栏全写“其他”]。[候补的{queue}人里有双胞胎只录一个的|{queue}个候补家庭蒙在鼓里]。[价码据说{price}万|有家长酒后吐露花了{price}万]。[请调学籍系统后台的操作记录|一查录入时间便知]，[千万别让他们先知道|不要交回原单位]。',
      },
      {
        title: '{school}学位问题来电举报（匿名）',
        body: '来电人匿名举报{district}教育部门在{school}招生中[违规安排|插班]{places}名学生，[疑收费{price}万元|中介参与]，另有{queue}名候补儿童[未获安置|权益受损]。',
        voice: 'recorded',
      },
    ],
    details: [
      '[聊天记录|转账的截图]有家长[留着|愿意提供]，[怕孩子被穿小鞋不敢出面|前提是保密]。',
      '[公示栏|网上公示][只挂了半天|名单没有编号]。',
    ],
    asks: ['[核查|倒查]{school}今年的学籍', '[公开|公布]候补名单和录取顺序', '[保护|保密]举报人'],
  },
]
