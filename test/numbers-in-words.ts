/* Numbers as a rule tells them to people, in Chinese or English words or in digits, and the minutes of those that are times. */

export interface ToldNumbers {
  /** Every number of the text, whatever it counts. */
  readonly counts: ReadonlySet<number>;
  /** Every span of time of the text, in minutes. */
  readonly minutes: ReadonlySet<number>;
}

const spans: readonly (readonly [unit: RegExp, minutes: number])[] = [
  [/^(?:分钟|minutes?$)/, 1],
  [/^(?:小时|hours?$)/, 60],
  [/^(?:天|days?$)/, 1440],
];

/** A number with the word after it. */
type Told = readonly [value: number, unit: string];

function numbersTold(told: readonly Told[]): ToldNumbers {
  const minutes = told.flatMap(([value, unit]) =>
    spans.flatMap(([word, each]) => (word.test(unit) ? value * each : [])),
  );
  return { counts: new Set(told.map(([value]) => value)), minutes: new Set(minutes) };
}

const chineseDigits = "零一二三四五六七八九";
const chinesePlaces: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/** `三百` is 300, `二十四` 24, `十五` 15. */
function chineseNumber(word: string): number {
  let [sum, digit] = [0, 0];
  for (const each of word.replace("两", "二")) {
    const place = chinesePlaces[each];
    if (place === undefined) digit = chineseDigits.indexOf(each);
    else [sum, digit] = [sum + (digit || 1) * place, 0];
  }
  return sum + digit;
}

export function numbersInChinese(text: string): ToldNumbers {
  const found = [...text.matchAll(/(\d+|[零一二两三四五六七八九十百千]+)(\p{Script=Han}{0,2})/gu)];
  return numbersTold(
    found.map(([, word = "", unit = ""]) => [/\d/.test(word) ? Number(word) : chineseNumber(word), unit]),
  );
}

const small =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

/** Of a word as part of a number; undefined where it is none. */
function englishValue(word: string): number | undefined {
  if (/^\d+$/.test(word)) return Number(word);
  if (small.includes(word)) return small.indexOf(word);
  return tens.includes(word) ? (tens.indexOf(word) + 2) * 10 : undefined;
}

export function numbersInEnglish(text: string): ToldNumbers {
  const words = text
    .toLowerCase()
    .replaceAll(/\ban hour\b/g, "one hour")
    .match(/[a-z]+|\d+/g);
  const told: Told[] = [];
  let number: number | undefined;
  for (const word of [...(words ?? []), ""]) {
    const value = englishValue(word);
    if (value !== undefined) number = (number ?? 0) + value;
    else if (word === "hundred" && number !== undefined) number *= 100;
    else if (number !== undefined) {
      told.push([number, word]);
      number = undefined;
    }
  }
  return numbersTold(told);
}
