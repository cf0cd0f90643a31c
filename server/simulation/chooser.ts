import type { ActId } from "#duty/acts.ts";
import { tellsOfDuty } from "#duty/attendance/going-owed.ts";
import { keyName } from "#duty/door/working-set.ts";
import type { Refusal } from "#duty/grammar/decision.ts";
import type { PersonId, StreamKey } from "#duty/grammar/entry.ts";
import type { LedgerLine } from "#duty/grammar/question.ts";
import { type Instant, instant, minutesBetween, plusMinutes } from "#duty/grammar/time.ts";
import type { Life } from "./habit.ts";
import { habits, meetingOf } from "./habits.ts";
import { anyWords, type FilledForm } from "./meeting.ts";
import { isEngaged, linesOn } from "./own-screen.ts";
import type { RareWay } from "./rare-ways.ts";
import { saying } from "./saying.ts";
import { type Temper, temperFor } from "./temper.ts";
import type { ScriptedPart } from "./troupe.ts";

/*
 * People do what they owe. Whoever is on duty looks at their screen now and then and does what is due on it, in its order: mostly in time,
 * sometimes late, wrong, or not at all until somebody is called about it. How a form is filled is said by the habit of its noun, under `meets`.
 */

/** Minutes between two looks: in a quiet hour, and while something is pressing that cannot be done yet. */
const quietMinutes = 20;
const pressingMinutes = 3;
/** So near to its time something presses. */
const nearMinutes = 45;

/** What somebody does of their own accord from one moment on, until they are on duty nowhere and stand in for nobody. */
export function* doesWhatIsDue(life: Life, person: PersonId, since: Instant): ScriptedPart {
  const { chance, troupe } = life;
  const tempers = new Map<string, Temper>();
  for (let at = plusMinutes(since, 1); ; ) {
    yield { at, looks: person };
    if (!isEngaged(life, person)) return;
    const lines = linesOn(troupe.sight, person);
    for (const line of lines) {
      const name = nameOf(line);
      tempers.set(name, temperFor(life, { line, person, before: tempers.get(name), now: at }));
    }
    const didOne = yield* doesNext(life, { lines, person, at, tempers });
    const coming = lines.flatMap((each) => tempers.get(nameOf(each))?.when ?? []).filter((when) => when > at);
    at = instant(Math.min(plusMinutes(at, didOne ? chance.between(0, 1) : quietMinutes), ...coming));
  }
}

interface Desk {
  readonly lines: readonly LedgerLine[];
  readonly person: PersonId;
  readonly at: Instant;
  readonly tempers: Map<string, Temper>;
}

/** The first of what is due that can be done now; whether there was any. */
function* doesNext(life: Life, { lines, person, at, tempers }: Desk): ScriptedPart<boolean> {
  for (const line of lines) {
    const temper = tempers.get(nameOf(line));
    if (temper?.when === undefined || temper.when > at) continue;
    if (temper.how === "never") {
      // Whoever forgets to sign off has gone home all the same, once they might.
      if (tellsOfDuty(line.obligation) && isOffered(life, line, person)) life.gone.add(line.stream.id);
      continue;
    }
    const came = yield* meets(life, { line, person, at, wrong: temper.how === "wrong" });
    tempers.set(nameOf(line), changed(temper, came, { line, at }));
    if (came !== "nothing-theirs") return true;
  }
  return false;
}

/** Who did it wrongly knows better now; who cannot do it yet looks again; who was refused what the screen had offered leaves it to others. */
function changed(temper: Temper, came: Came, { line, at }: Pick<Due, "line" | "at">): Temper {
  if (came === "done") return temper;
  if (came === "done-wrongly") return { ...temper, how: "in-time" };
  if (came === "refused") return { how: "never", rung: temper.rung };
  const isNear = Math.abs(minutesBetween(at, line.obligation.dueAt)) < nearMinutes;
  return { ...temper, when: plusMinutes(at, isNear ? pressingMinutes : quietMinutes) };
}

/** Whether the next thing by which something owed is met is this person's. */
function isOffered({ troupe: { sight } }: Life, line: LedgerLine, person: PersonId): boolean {
  const next = meetingOf(line.obligation.what)(sight, line, anyWords).next();
  return !next.done && next.value.who === person;
}

function nameOf({ stream, obligation }: LedgerLine): string {
  return `${keyName(stream)}#${obligation.key}`;
}

interface Due {
  readonly line: LedgerLine;
  readonly person: PersonId;
  readonly at: Instant;
  /** The form is filled wrongly, where its habit says how. */
  readonly wrong?: boolean;
}

/** What others do who are asked, where a form is theirs: nobody else's is sent by whoever looks. */
const askedOf: readonly ActId[] = ["matter.release"];

/** What an act that was offered tells of rare ways. */
const rareBy: Partial<Record<ActId, RareWay>> = {
  "attendance.record-sign-off": "sign-off-recorded",
  "absence.accept": "cover-absence",
};

const notTheirs: { readonly refusal: Refusal; readonly touched: [] } = {
  refusal: { code: "handover.function-lacking", rules: [] },
  touched: [],
};

/** What came of wanting to do the next thing by which something owed is met. */
type Came = "done" | "done-wrongly" | "refused" | "nothing-theirs";

/** Does the next thing by which something owed is met and which is this person's. */
export function* meets(life: Life, { line, person, at, wrong = false }: Due): ScriptedPart<Came> {
  const { chance, troupe } = life;
  const forms = meetingOf(line.obligation.what)(troupe.sight, line, saying(chance));
  let came: Came = "nothing-theirs";
  for (let next = forms.next(); !next.done; ) {
    const form = next.value;
    if (form.who !== person && !askedOf.includes(form.act)) {
      next = forms.next(notTheirs);
      continue;
    }
    const fills = habits.map((each) => each.fills?.[form.act]).find((each) => each !== undefined);
    const body = fills ? fills(form.body, { life, wrong }) : form.body;
    const rare = rareBy[form.act];
    const answered = yield { at, ...form, body, offered: !(wrong && fills), ...(rare ? { rare } : {}) };
    if (answered.refusal) came = "refused";
    if (!answered.refusal && answered.touched.length > 0) {
      yield* thereupon(life, line.stream, { ...form, body }, at);
      return "done";
    }
    if (wrong && fills) return "done-wrongly";
    next = forms.next(answered);
  }
  return came;
}

/** What somebody does now and then once they have done something of a stream for the first time. */
function* thereupon(life: Life, stream: StreamKey, { who, act, body }: FilledForm, at: Instant): ScriptedPart {
  const name = `${act} ${keyName(stream)}`;
  if (life.once.has(name)) return;
  life.once.add(name);
  for (const { thereupon: habit } of habits) {
    const then = habit?.[act];
    if (then) yield* then({ life, stream, person: who, body, at });
  }
}
