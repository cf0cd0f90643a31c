import type { Verb, Words } from "./verb.ts";

/** The language of the terminal: Chinese where its locale says so, in the order in which POSIX asks for it; else English. */
export function languageOf(env: Readonly<Record<string, string | undefined>>): keyof Words {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || "";
  return /^zh\b|^zh_|^chinese/i.test(locale) ? "zh" : "en";
}

const verbHelp = { zh: "某个命令的写法和选项", en: "how that verb is said, with its flags" };
const listHelp = { zh: "本表", en: "this list" };
const versionHelp = { zh: "版本", en: "the release" };
const about = { zh: "管理一座楼的值班", en: "runs the duty of a building" };
const closing = {
  zh: [
    "状态码：0 完成且无失败；1 有检查未通过；2 参数或文件有误，并用一行说明。",
    "环境变量：PORT、HOST、DATA_DIR、DATABASE_URL、PUBLIC_URL、TRUST_PROXY，见 README.zh-CN.md。",
  ],
  en: [
    "Status: 0 done and nothing failed; 1 a check failed; 2 a bad argument or file, with one line that says which.",
    "Environment: PORT, HOST, DATA_DIR, DATABASE_URL, PUBLIC_URL, TRUST_PROXY; see README.md.",
  ],
};

/** What there is: each verb with what it does. */
export function list(verbs: ReadonlyMap<string, Verb>, release: string, language: keyof Words): string {
  const rows = [...verbs].map(([name, verb]) => [saying(name, verb), verb.does[language]] as const);
  const own = [
    [language === "zh" ? "命令 --help" : "VERB --help", verbHelp[language]],
    ["--help", listHelp[language]],
    ["--version", versionHelp[language]],
  ] as const;
  return [
    `Zhiban 值班 ${release}${language === "zh" ? "：" : ": "}${about[language]}`,
    "",
    ...usageOf([language === "zh" ? "zhiban 命令 …" : "zhiban VERB …"], language),
    "",
    ...table(rows),
    "",
    ...table(own),
    "",
    ...closing[language],
  ].join("\n");
}

/** How one verb is said, and what each of its words and flags means. Of the first half of several verbs: each of them. */
export function usage(verbs: ReadonlyMap<string, Verb>, language: keyof Words): string {
  const lines = usageOf(
    [...verbs].map(([name, verb]) => `zhiban ${saying(name, verb)}${flagsOf(verb)}`),
    language,
  );
  for (const [name, { does, operands, flags }] of verbs) {
    lines.push("", verbs.size > 1 ? `${name}${language === "zh" ? "：" : ": "}${does[language]}` : does[language], "");
    lines.push(
      ...table([
        ...Object.values(operands).map(({ says, is }) => [says, is[language]] as const),
        ...Object.entries(flags).map(
          ([flag, { takes, is, otherwise }]) =>
            [
              `--${flag}${takes === undefined ? "" : ` ${takes}`}`,
              `${is[language]}${elseOf(otherwise, language)}`,
            ] as const,
        ),
      ]),
    );
  }
  return lines.join("\n");
}

function saying(name: string, { operands }: Verb): string {
  return [name, ...Object.values(operands).map(({ says, mayLack }) => (mayLack ? `[${says}]` : says))].join(" ");
}

function flagsOf({ flags }: Verb): string {
  return Object.entries(flags)
    .map(([flag, { takes }]) => ` [--${flag}${takes === undefined ? "" : ` ${takes}`}]`)
    .join("");
}

function elseOf(otherwise: string | undefined, language: keyof Words): string {
  if (!otherwise) return "";
  return language === "zh" ? `（不写则为 ${otherwise}）` : ` (otherwise ${otherwise})`;
}

function usageOf(ways: readonly string[], language: keyof Words): string[] {
  const [first = "", ...others] = ways;
  const word = language === "zh" ? "用法：" : "Usage: ";
  return [word + first, ...others.map((way) => " ".repeat(language === "zh" ? 6 : 7) + way)];
}

function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(0, ...rows.map(([left]) => columnsOf(left)));
  return rows.map(([left, right]) => `  ${left}${" ".repeat(width - columnsOf(left) + 2)}${right}`);
}

/** A Chinese character is two columns wide. */
function columnsOf(text: string): number {
  return text.length + (text.match(/\p{Script=Han}/gu)?.length ?? 0);
}
