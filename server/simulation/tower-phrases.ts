/** What people of the demonstration write. Nobody real is meant. */

export const lines: Readonly<Record<string, readonly string[]>> = {
  routine: [
    "岗位正常，无异常情况。",
    "按时巡视本岗范围，正常。",
    "岗位卫生已整理，警戒带归位。",
    "对讲机试话正常，电量两格。",
    "关闭大堂景观灯，保留应急照明。",
  ],
  visitor: [
    "十二楼访客三人，已登记并联系被访人。",
    "快递员要求上楼，引导至收发室。",
    "推销人员一名，劝离。",
    "参观团二十六人由前台接走。",
    "求职者走错楼层，已指引。",
  ],
  vehicle: [
    "送货车辆进场，登记后放行。",
    "搬家车一辆，凭放行条核对物品后放行。",
    "外来车辆占用消防通道，已联系车主驶离。",
    "夜间车场车位已满，引导至地下二层。",
  ],
  equipment: [
    "东侧闸机读卡不灵敏，已报工程部。",
    "大堂东侧射灯一盏不亮，已报工程部。",
    "三号客梯到站有异响，已报工程部。",
    "监控画面闪烁一次后恢复，继续观察。",
  ],
  incident: [
    "访客在台阶处滑倒，无外伤，已放置防滑牌。",
    "接到九楼求助，到场劝解口角，双方离开。",
    "发现徘徊人员一名，询问后离开。",
    "大堂拾得钱包一个，已交班长保管。",
  ],
};

export const matters: readonly { readonly class: "ordinary" | "important" | "continuing"; readonly text: string }[] = [
  { class: "ordinary", text: "失主来领拾得的钱包时，核对证件后交还。" },
  { class: "ordinary", text: "等工程部来换大堂东侧射灯。" },
  { class: "ordinary", text: "访客落下的雨伞待领。" },
  { class: "ordinary", text: "十二楼明早提前送货，留意开门。" },
  { class: "important", text: "地下一层水管渗水，需盯住至修复。" },
  { class: "important", text: "东侧闸机失灵，人工核验进入人员。" },
  { class: "continuing", text: "三号客梯停用待修，围挡已摆放。" },
  { class: "continuing", text: "消防主机二号回路屏蔽，恢复前加密巡视。" },
];

export const outcomes = ["已办妥，无遗留。", "工程部已修复，试运行正常。", "失主已领走，签收在簿。"];
export const notes = ["已催工程部，答复今天来。", "现场看过，没有扩大。", "联系被访单位，约明早处理。"];
export const summaries = [
  "本班平稳，无异常。",
  "本班访客较多，秩序正常。",
  "上午参观团一批，下午送货两车，均已登记。",
  "夜间巡视两遍，门窗关闭，照明正常。",
];
export const done = ["巡视、登记、岗位卫生均已完成。", "三岗查岗两遍，班前会已开。", "消防通道已清，岗位卫生已整理。"];
export const lateReasons = ["地铁停运，改乘公交。", "送不适访客上救护车。", "路上大雨积水。"];
export const absences = ["发烧请假。", "家中急事。"];
export const faults = [
  "东门侧闸未锁，上一班没有交代。",
  "来访登记簿缺一页，上一班没有交代。",
  "应急灯未充电，上一班没有交代。",
];
export const explanations = ["一部送修，维修单在抽屉里。", "借给工程部，借条在登记簿内。"];
export const keyPoints = [
  "今日有参观团，注意大堂秩序。",
  "雨天，入口铺防滑垫，提醒行人。",
  "三号梯停用，引导乘客走一号、二号梯。",
  "夜间加强地下车场巡视。",
];
export const comesAfterAll = ["退烧了，能来上班。", "家中急事已了，照常到岗。"];
export const abandonments = ["巡查到岗时无人，对讲机无人应答。", "未等接班人到岗即离开，事后联系说赶末班车。"];
export const forgottenSignOffs = ["交班后直接回家，忘了签退。", "离岗时已当面告知，忘了签退。"];
export const lateMatters = [
  "十五楼来电，空调滴水，待工程部去看。",
  "访客遗落手机一部，待领。",
  "外围路灯一盏不亮，待报修。",
];
export const problems = ["巡更点牌松动，上一班未报。", "门岗台账有一页涂改。", "备用雨衣少一件，两班均不知去向。"];
export const conduct = ["当班时戴耳机听歌，已当面指出。", "巡查时发现坐岗打瞌睡，已叫醒并谈话。"];
export const moves = ["大堂岗交马超代岗，东门车流大，前去增援。", "大堂岗已由代岗人接手，本人调往东门。"];
export const releases = ["已安排人盯守，同意移交下一班。"];
export const answersToFaults = ["知道了，我来处理。", "刚看到，马上处理。"];
export const emergencies = ["楼梯间有人晕倒，去救助。", "电梯困人，去安抚并等维保。", "停车场两车相碰，去劝开。"];
export const places = ["三楼楼梯间", "二号梯", "地下一层车场", "一楼卫生间"];
export const reopenings = ["接班人有变动。"];
