import { spokenTexts } from "./language-words.ts";
import type { Tree } from "./tree.ts";

/*
 * Whether a text says the same in Chinese as in English: wherever the one has a word of the trade, the other has its word for it, and both are
 * filled with the same things. Two texts that were exchanged within a file are found so, unless they speak of the same.
 */

/** English words, and what stands in Chinese where one of them does. Words that mean too many things are not among them. */
const WORDS: readonly (readonly [english: string, chinese: string])[] = [
  ["on duty", "当班|在班|值班|上岗|在岗|岗"],
  ["signs? on(?! both| their)|signed on", "上岗"],
  ["signs? off|signed off|sign-off", "下岗|签退"],
  ["sign(?:ed|s)? in|sign-in", "登录|账号"],
  ["sign(?:ed|s)? out", "退出|登出"],
  ["first password", "初始密码"],
  ["hand-over|hands? over", "交接|交班|移交|交的|主管"],
  ["relief|relieves?", "接班|接替|接"],
  ["outgoing", "交班"],
  ["incoming", "接班"],
  ["counted", "点|数"],
  ["(?<!What )matters?", "事项|matter"],
  ["important", "重要"],
  ["(?<!This )released?", "放行"],
  ["page", "页"],
  ["(?<!last |new )lines?(?!-up)", "记录|条|行|列队|记|笔"],
  ["correct(?:ed|ion|s)?", "更正|改"],
  ["log", "日志|值班记录"],
  ["category", "类"],
  ["photos?", "照片|拍照"],
  ["pictures?|image", "图|照片"],
  ["reasons?", "原因|理由|事由|为什么|说明|特殊情况|依据"],
  ["roster(?:ed)?", "排"],
  ["covers?|covering", "顶"],
  ["supervisor", "主管"],
  ["shifts?", "班|到点"],
  ["posts?", "岗|当班|擅离|接班|适用"],
  ["site", "项目|另起|职能"],
  ["editions?", "版|制度"],
  ["adopted|adoption|adopt", "采用|施行"],
  ["functions?", "职能|担任"],
  ["administrator", "管理员"],
  ["account", "账号"],
  ["PIN", "签字码|本人办"],
  ["password", "密码"],
  ["device", "设备|联络|终端|本机|手机|电脑"],
  ["desk", "本机|电脑|台"],
  ["staff number", "工号"],
  ["violation", "违纪"],
  ["meals?", "用餐"],
  ["months?", "月|排班"],
  ["published?", "发布|公布"],
  ["items?", "物|件|item|项|样"],
  ["explained|explanation", "说明"],
  ["fault", "问题|故障|查出"],
  ["erased?", "抹|删"],
  ["early", "早"],
  ["late", "晚|迟|超|延误"],
  ["already|(?<!shift |month )before(?! it)", "已|过|前|早|再|先|后"],
  ["missing", "没|缺|未"],
  ["unknown|no such|there is no", "没有|不存在|无|不认识|找不到"],
  ["nobody", "没有|没人|无人|不能|不是|不|别人|接班人"],
  ["yourself|themselves|own", "自己|本人|自|{{|各"],
  ["prepared", "准备|备|写好|办"],
  ["reopen(?:ed)?", "重新打开"],
  ["settled(?=[^.]*$)(?<!the last exception settled)", "办结|办完|了结|例外"],
  ["calls?(?! it off| the request off)", "上报|叫|呼|催|通知"],
  ["answer(?:ed)?", "答|受理|回|自己|负责"],
  ["network|connection|reached", "网|连|断线"],
  ["tries|try", "次|试|再"],
  ["locked", "锁"],
  ["minutes", "分钟"],
  ["read", "读|看|阅"],
  ["kept|keep", "存|保|留|照此|按此|办理|还在"],
  ["empty", "空|无人"],
  ["wrong", "不对|错|不符|问题"],
  ["changed?", "变|改|换|动"],
  ["parameter", "参数"],
  ["kit", "公物|物|装备"],
  ["class", "类|级|事项"],
  ["record(?:s|ed)?", "记录|登记|记"],
  ["regulations?(?! check)", "制度"],
  ["void|expired", "失效|作废|过期|免办"],
  ["signed(?! in| off| out| on)|signature", "签"],
  ["(?:you|they|who|may|cannot|not) leave|leaves", "离|走|退|下岗|事由"],
  ["come back|back", "回"],
  ["stand in", "顶"],
  ["hear|heard", "知悉|知道|到场|听"],
  ["request", "请求|申请|操作|请"],
  ["(?<!places |shifts )at once", "紧急|立即|马上|随即"],
  ["whether", "是否|有没有|不知道|答复|还有没有|能不能|核对"],
];
const both = WORDS.map(([english, chinese]) => ({
  english: new RegExp(`\\b(?:${english})\\b`, "i"),
  chinese: new RegExp(chinese),
}));

const FILE = /^web\/languages\/(\w+)\.zh-CN\.json$/;
const FILLED = /\{\{[^}]*\}\}/g;

/** A text by its name, `noun:key`, in both languages. */
export interface BothTexts {
  readonly name: string;
  readonly english: string;
  readonly chinese: string;
}

/** All that each noun says, noun by noun. */
export function textsOfBoth(tree: Tree): readonly (readonly BothTexts[])[] {
  return [...tree].flatMap(([path, text]) => {
    const [, noun] = FILE.exec(path) ?? [];
    if (noun === undefined) return [];
    const english = new Map(spokenTexts(JSON.parse(tree.get(`web/languages/${noun}.en.json`) ?? "{}")));
    const chinese = spokenTexts(JSON.parse(text)).filter(([key]) => english.has(key) && !key.endsWith("_one")); // of one, English need not say the number
    return [chinese.map(([key, each]) => ({ name: `${noun}:${key}`, english: english.get(key) ?? "", chinese: each }))];
  });
}

/** In how many words two texts do not say the same. */
export function differences({ english, chinese }: Omit<BothTexts, "name">): readonly string[] {
  const words = english.replace(FILLED, " ");
  const unsaid = both.filter((each) => each.english.test(words) && !each.chinese.test(chinese));
  return [
    ...unsaid.map((each) => each.chinese.source),
    ...(filledWith(english) === filledWith(chinese) ? [] : ["{{}}"]),
  ];
}

function filledWith(text: string): string {
  return [...new Set(text.match(FILLED) ?? [])].toSorted().join();
}
