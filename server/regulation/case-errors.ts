import { calledColleague } from "#duty/grammar/rung-call.ts";
import { type BusinessDate, localInstant } from "#duty/grammar/time.ts";
import { acts, entryShapes } from "#duty/nouns.ts";
import { type CaseStage, type CaseStep, type Cases, caseTime, type Expected, type Situation } from "./case-language.ts";
import { spelledOut } from "./case-words.ts";
import type { Path } from "./mechanisms.ts";
import { type CaseError, type CaseWords, stageErrors } from "./stage-errors.ts";

/** Everything in the cases that names what there is not: people, posts, shifts, acts, keys of bodies, labels, rules, entries, functions. */
export function caseErrors(cases: Cases, known: CaseWords): CaseError[] {
  const errors = [
    ...stageErrors(cases.stage, known),
    ...cases.reasons.flatMap(({ rules }, index) => ruleErrors(rules, ["reasons", index, "rules"], known)),
    ...cases.cases.flatMap((each, index) => situationErrors(each, index, cases, known)),
  ];
  return [...new Map(errors.map((each) => [JSON.stringify(each), each])).values()];
}

/** A step with its place, the prelude's first. */
export interface Placed {
  readonly step: CaseStep;
  readonly path: Path;
}

export function placedSteps(situation: Situation, index: number, { preludes }: Pick<Cases, "preludes">): Placed[] {
  const { after } = situation.given;
  const before = after === undefined ? [] : (preludes[after] ?? []);
  return [
    ...before.map((step, number) => ({ step, path: ["preludes", after ?? "", number] })),
    ...situation.steps.map((step, number) => ({ step, path: ["cases", index, "steps", number] })),
  ];
}

/** The posts of a stage that stand in a case: its own, and those that it names, or of whose people it names anybody. */
export function standingPosts({ given }: Situation, steps: readonly Placed[], { posts, roster }: CaseStage): string[] {
  const named = [...(given.besides ?? []), given.post];
  return posts.map(({ key }) => key).filter((post) => named.includes(post) || isSpokenOf(post, steps, roster));
}

/** Nobody of another post is missed, called or sent for in a case that has nothing to do with it. */
function isSpokenOf(post: string, steps: readonly Placed[], roster: CaseStage["roster"]): boolean {
  const words = [post, ...roster.flatMap((turn) => (turn.post === post ? turn.who : []))];
  const said = JSON.stringify(steps.map(({ step }) => step));
  return words.some((each) => said.includes(each));
}

function situationErrors(situation: Situation, index: number, cases: Cases, known: CaseWords): CaseError[] {
  const { given } = situation;
  const at = ["cases", index, "given"];
  const posts = Object.keys(known.adopted.regulation.posts);
  const labels = new Set<string>();
  return [
    ...turnErrors(given, at, cases),
    ...(given.binds ?? []).flatMap((each) =>
      posts.includes(each)
        ? []
        : [{ path: [...at, "binds"], message: `${each} is not among the posts of this regulation` }],
    ),
    ...(given.besides ?? []).flatMap((post, number) =>
      besidesErrors(post, [...at, "besides", number], { situation, index, cases }),
    ),
    ...(given.unconfirmed ?? []).flatMap((each, number) => personErrors(each, [...at, "unconfirmed", number], cases)),
    ...(given.after === undefined || Object.hasOwn(cases.preludes, given.after)
      ? []
      : [{ path: [...at, "after"], message: `there is no prelude ${given.after}` }]),
    ...placedSteps(situation, index, cases).flatMap((each) => stepErrors(each, { situation, cases, known, labels })),
  ];
}

function besidesErrors(
  post: string,
  path: Path,
  { situation, index, cases }: { readonly situation: Situation; readonly index: number; readonly cases: Cases },
): CaseError[] {
  const { posts, roster } = cases.stage;
  if (!posts.some(({ key }) => key === post)) return [{ path, message: `${post} is not among the posts of the stage` }];
  const isNamed = post === situation.given.post || isSpokenOf(post, placedSteps(situation, index, cases), roster);
  return isNamed ? [{ path, message: `${post} stands anyway: the case speaks of it` }] : [];
}

interface About {
  readonly situation: Situation;
  readonly cases: Cases;
  readonly known: CaseWords;
  /** Labels of the steps so far. */
  readonly labels: Set<string>;
}

function stepErrors({ step, path }: Placed, about: About): CaseError[] {
  const { cases, situation, labels } = about;
  const turn = { post: step.turn?.post ?? situation.given.post, shift: step.turn?.shift ?? situation.given.shift };
  const errors = [
    ...(step.who === undefined ? [] : personErrors(step.who, [...path, "who"], cases)),
    ...(step.turn ? turnErrors(turn, [...path, "turn"], cases) : []),
    ...(typeof step.saw === "string" && !labels.has(step.saw)
      ? [{ path: [...path, "saw"], message: `no earlier step is labelled ${step.saw}` }]
      : []),
    ...bodyErrors(step, path, turn, about),
  ];
  if (step.label !== undefined) labels.add(step.label);
  return [
    ...errors,
    ...(step.expect ?? []).flatMap((each, index) => expectedErrors(each, [...path, "expect", index], about)),
  ];
}

/** What the API would object to in a body, as far as it can be told before anything has happened. */
function bodyErrors({ does, with: given = {} }: CaseStep, path: Path, turn: object, about: About): CaseError[] {
  if (does === undefined) return [];
  const shape = Object.hasOwn(acts, does) ? acts[does as keyof typeof acts].shape : undefined;
  if (!shape) return [{ path: [...path, "does"], message: `there is nothing that people do called ${does}` }];
  const signs = signErrors(given, [...path, "with"], about);
  if (signs.length > 0) return signs;
  const asked = Object.keys((shape as unknown as { shape?: object }).shape ?? {});
  const filled = Object.entries({ ...turn, date: about.situation.given.date }).filter(([field]) =>
    asked.includes(field),
  );
  const read = shape.safeParse({ ...Object.fromEntries(filled), ...(spelledOut(given, stand(about)) as object) });
  return (read.error?.issues ?? []).flatMap((issue) => {
    const at = [...path, "with", ...(issue.path as Path)];
    if (issue.code !== "unrecognized_keys")
      return [{ path: at, message: `${does}: ${issue.path.join(".")}: ${issue.message}` }];
    return issue.keys.map((key) => ({ path: [...at, key], message: `${does} knows no “${key}”` }));
  });
}

const anyId = "00000000-0000-4000-8000-000000000000";

/** Stand-ins of the right shape for what is only known once the case is played. */
function stand({ cases, situation }: About) {
  return {
    person: (name: string) => (isOnStage(name, cases) ? anyId : undefined),
    moment: () => localInstant(situation.given.date as BusinessDate, "12:00", cases.stage.zone),
    label: () => anyId,
    edition: (name: string) => (name === "id" ? name : "0".repeat(64)),
  };
}

function signErrors(value: unknown, path: Path, { labels }: About): CaseError[] {
  const errors: CaseError[] = [];
  spelledOut(value, {
    person: () => undefined,
    moment: (time) => {
      if (!caseTime.test(time)) errors.push({ path, message: `@${time} is no time` });
      return 0;
    },
    label: (name) => {
      if (!labels.has(name)) errors.push({ path, message: `no earlier step is labelled ${name}` });
      return anyId;
    },
    edition: (name) => name,
  });
  return errors;
}

function expectedErrors(expected: Expected, path: Path, about: About): CaseError[] {
  const { kind, what, at } = expected;
  const { known, cases } = about;
  const ofPost = kind === "owed" || kind === "notOwed";
  const error = (word: string, message: string) => [{ path: [...path, word], message }];
  return [
    ...ruleErrors(expected.for, [...path, "for"], known),
    ...signErrors(expected.with, [...path, "with"], about),
    ...((kind === "entered" || kind === "notEntered") && !Object.hasOwn(entryShapes, what)
      ? error(kind, `there is no entry ${what}`)
      : []),
    ...((kind === "called" || kind === "notCalled") && !known.functions.has(what) && what !== calledColleague
      ? error(kind, `${what} is not among the functions of this regulation or of the house`)
      : []),
    ...(at !== undefined && ofPost && !cases.stage.posts.some(({ key }) => key === at)
      ? error("at", `${at} is not among the posts of the stage`)
      : []),
    ...(at !== undefined && !ofPost && !caseTime.test(at) ? error("at", `${at} is no time`) : []),
  ];
}

function ruleErrors(rules: readonly string[], path: Path, { adopted }: CaseWords): CaseError[] {
  return rules.flatMap((id, index) =>
    adopted.rules.some((rule) => rule.id === id)
      ? []
      : [{ path: [...path, index], message: `${id} is not in rules.yaml` }],
  );
}

function personErrors(name: string, path: Path, cases: Cases): CaseError[] {
  return isOnStage(name, cases) ? [] : [{ path, message: `nobody on the stage is called ${name}` }];
}

function isOnStage(name: string, { stage }: Cases): boolean {
  return stage.people.some((each) => each.name === name);
}

function turnErrors(turn: { post: string; shift: string }, path: Path, { stage }: Cases): CaseError[] {
  const post = stage.posts.find(({ key }) => key === turn.post);
  if (!post) return [{ path: [...path, "post"], message: `${turn.post} is not among the posts of the stage` }];
  if (post.shifts.some(({ key }) => key === turn.shift)) return [];
  return [{ path: [...path, "shift"], message: `${turn.post} has no shift ${turn.shift}` }];
}
