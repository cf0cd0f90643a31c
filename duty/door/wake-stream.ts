import type { Circumstances } from "#duty/grammar/circumstances.ts";
import type { Decision } from "#duty/grammar/decision.ts";
import type { Entry, StreamKey } from "#duty/grammar/entry.ts";
import { heldUnder } from "#duty/grammar/held-under.ts";
import type { AskedAct } from "#duty/grammar/known-acts.ts";
import { lapses } from "#duty/grammar/obligation.ts";
import { actOf, askQuestions, kindOf } from "./ask-facts.ts";
import type { Environment, Load, Loaded, Setup } from "./table.ts";
import type { WorkingSet } from "./working-set.ts";

/**
 * What the clock finds to be true of a stream now; an act of the noun may answer for what would otherwise be missed, or called anew. What the noun
 * would do of itself waits then until that is entered, since it may rest on it: the stream is woken again.
 */
export function* wakeStream(
  environment: Environment,
  workingSet: WorkingSet,
  about: { key: StreamKey; setup: Setup; circumstances: Circumstances },
): Generator<Load, Decision<Entry>, Loaded> {
  const { table } = environment;
  const { key, setup } = about;
  const noun = kindOf(table, key);
  const before = new Map([
    ["obligation.missed", noun.beforeMissing],
    ["obligation.called-anew", noun.beforeCallingAnew],
  ]);
  const found = wakings(environment, workingSet, setup, key);
  const settled = new Set<string>();
  const answers = new Map<string, readonly Entry[]>();
  for (const { type, body } of found) {
    const { key: owed = "" } = body as { readonly key?: string };
    const asked = before.get(type)?.(key.id, owed);
    if (!asked) continue;
    // The same question about several things that are owed is asked, and answered, once.
    const question = JSON.stringify(asked);
    const answer = answers.get(question) ?? (yield* answerOf(environment, workingSet, about, asked));
    answers.set(question, answer);
    if (answer.length > 0) settled.add(owed);
  }
  const given = [...answers.values()].flat();
  return { entries: [...found.filter((each) => given.length === 0 || isLeft(each, settled)), ...given] };
}

function* answerOf(
  { table }: Environment,
  workingSet: WorkingSet,
  about: { key: StreamKey; setup: Setup; circumstances: Circumstances },
  { act: name, body }: AskedAct,
): Generator<Load, readonly Entry[], Loaded> {
  const act = actOf(table, name);
  const { rule, facts } = yield* askQuestions(table, workingSet, act, { ...about, body });
  const { state } = workingSet.stream(about.key);
  return act.decide({ state, body, rule, facts, circumstances: about.circumstances }).entries ?? [];
}

/** Whether an entry stands beside what was answered: one of what is owed, and was not answered for. */
function isLeft({ type, body }: Entry, settled: ReadonlySet<string>): boolean {
  return type.startsWith("obligation.") && !settled.has((body as { key?: string }).key ?? "");
}

function wakings({ table, now }: Environment, workingSet: WorkingSet, setup: Setup, key: StreamKey): Entry[] {
  const { state, escalations } = workingSet.stream(key);
  const noun = kindOf(table, key);
  const rule = table.ruleFor(key.noun, setup, key.id, noun.under(state) ?? 0);
  const own = noun.wake?.(state, rule, now) ?? [];
  return [...own, ...noun.owes(state, rule).flatMap((each) => lapses(each, heldUnder(escalations, each.key), now))];
}
