/**
 * An independent judge of rosters for the staff scheduling text format (Curtois and Qu 2014). It reads the file itself,
 * judges with plain loops, and shares no code with the solver; figures are only believed if it agrees.
 */
export interface Judgement {
  readonly legal: boolean;
  readonly cost: number;
  readonly parts: { readonly requests: number; readonly under: number; readonly over: number };
  /** Broken rules in words. */
  readonly broken: readonly string[];
}

interface Staff {
  id: string;
  most: Map<string, number>;
  maxMinutes: number;
  minMinutes: number;
  maxRun: number;
  minRun: number;
  minOff: number;
  maxWeekends: number;
}

interface Instance {
  horizon: number;
  minutes: Map<string, number>;
  forbidden: Set<string>;
  staff: Staff[];
  daysOff: Set<string>;
  on: [string, number, string, number][];
  off: [string, number, string, number][];
  cover: [number, string, number, number, number][];
}

export function judge(fileText: string, roster: Readonly<Record<string, readonly string[]>>): Judgement {
  const instance = parse(fileText);
  const broken: string[] = [];
  const known = new Set(instance.staff.map(({ id }) => id));
  for (const id of Object.keys(roster)) if (!known.has(id)) broken.push(`${id} is nobody in the file`);
  for (const person of instance.staff) {
    const row = roster[person.id];
    if (row?.length === instance.horizon) judgePerson(instance, person, row, broken);
    else broken.push(`${person.id} has no row of ${instance.horizon} days`);
  }
  const parts = { requests: 0, under: 0, over: 0 };
  for (const [id, day, shift, weight] of instance.on) if (roster[id]?.[day] !== shift) parts.requests += weight;
  for (const [id, day, shift, weight] of instance.off) if (roster[id]?.[day] === shift) parts.requests += weight;
  for (const [day, shift, required, under, over] of instance.cover) {
    let count = 0;
    for (const person of instance.staff) if (roster[person.id]?.[day] === shift) count += 1;
    if (count < required) parts.under += (required - count) * under;
    else parts.over += (count - required) * over;
  }
  return { legal: broken.length === 0, cost: parts.requests + parts.under + parts.over, parts, broken };
}

function judgePerson(instance: Instance, person: Staff, row: readonly string[], broken: string[]): void {
  const say = (what: string) => broken.push(`${person.id}: ${what}`);
  let minutes = 0;
  let weekends = 0;
  const counts = new Map<string, number>();
  for (let day = 0; day < row.length; day++) {
    const shift = row[day] as string;
    if (shift === "") continue;
    const length = instance.minutes.get(shift);
    if (length === undefined) {
      say(`unknown shift ${shift} on day ${day}`);
      continue;
    }
    minutes += length;
    counts.set(shift, (counts.get(shift) ?? 0) + 1);
    if (instance.daysOff.has(`${person.id}/${day}`)) say(`works on day off ${day}`);
    if (day + 1 < row.length && instance.forbidden.has(`${shift}>${row[day + 1]}`))
      say(`${row[day + 1]} after ${shift} on day ${day + 1}`);
  }
  for (let saturday = 5; saturday < row.length; saturday += 7) {
    if (row[saturday] !== "" || (saturday + 1 < row.length && row[saturday + 1] !== "")) weekends += 1;
  }
  if (minutes > person.maxMinutes) say(`${minutes} minutes, most ${person.maxMinutes}`);
  if (minutes < person.minMinutes) say(`${minutes} minutes, least ${person.minMinutes}`);
  if (weekends > person.maxWeekends) say(`${weekends} weekends, most ${person.maxWeekends}`);
  for (const [shift, count] of counts) {
    const most = person.most.get(shift);
    if (most === undefined || count > most) say(`${count} of ${shift}, most ${most}`);
  }
  judgeRuns(person, row, say);
}

function judgeRuns(person: Staff, row: readonly string[], say: (what: string) => void): void {
  for (let begin = 0; begin < row.length; ) {
    const working = row[begin] !== "";
    let end = begin + 1;
    while (end < row.length && (row[end] !== "") === working) end += 1;
    const length = end - begin;
    const touchesBorder = begin === 0 || end === row.length;
    if (working && length > person.maxRun) say(`${length} days of work from day ${begin}, most ${person.maxRun}`);
    if (!touchesBorder && working && length < person.minRun)
      say(`${length} days of work from day ${begin}, least ${person.minRun}`);
    if (!touchesBorder && !working && length < person.minOff)
      say(`${length} days off from day ${begin}, least ${person.minOff}`);
    begin = end;
  }
}

function parse(text: string): Instance {
  const instance: Instance = {
    horizon: 0,
    minutes: new Map(),
    forbidden: new Set(),
    staff: [],
    daysOff: new Set(),
    on: [],
    off: [],
    cover: [],
  };
  let section = "";
  for (const line of text.split(/[\r\n]/).map((each) => each.trim())) {
    if (line.length === 0 || line[0] === "#") continue;
    if (line.startsWith("SECTION_")) section = line.slice("SECTION_".length);
    else take(instance, section, line.split(","));
  }
  return instance;
}

function take(instance: Instance, section: string, field: string[]): void {
  const text = (i: number) => (field[i] ?? "").trim();
  const number = (i: number) => Number(text(i));
  if (section === "HORIZON") instance.horizon = number(0);
  else if (section === "SHIFTS") {
    instance.minutes.set(text(0), number(1));
    for (const next of text(2).split("|")) if (next !== "") instance.forbidden.add(`${text(0)}>${next.trim()}`);
  } else if (section === "STAFF") {
    const most = new Map(
      text(1)
        .split("|")
        .map((pair) => [(pair.split("=")[0] ?? "").trim(), Number(pair.split("=")[1])] as const),
    );
    const [maxMinutes, minMinutes, maxRun, minRun, minOff, maxWeekends] = [2, 3, 4, 5, 6, 7].map(number) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    instance.staff.push({ id: text(0), most, maxMinutes, minMinutes, maxRun, minRun, minOff, maxWeekends });
  } else if (section === "DAYS_OFF") {
    for (let i = 1; i < field.length; i++) instance.daysOff.add(`${text(0)}/${number(i)}`);
  } else if (section === "SHIFT_ON_REQUESTS") instance.on.push([text(0), number(1), text(2), number(3)]);
  else if (section === "SHIFT_OFF_REQUESTS") instance.off.push([text(0), number(1), text(2), number(3)]);
  else if (section === "COVER") instance.cover.push([number(0), text(1), number(2), number(3), number(4)]);
}
