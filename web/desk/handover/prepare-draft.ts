import type { Texts } from "#duty/door/answer-shape.ts";
import type { Sealed } from "#duty/grammar/entry.ts";
import type { Preparation } from "#duty/handover/handover.ts";
import { reliefsToName } from "#duty/handover/handover-parties.ts";
import type { HandoverAnswer, HandoverMatter } from "#server/handover/handover-answer.ts";
import type { ShiftId } from "../site/shift-id.ts";
import { textOf } from "../site/texts.ts";

export interface PrepareDraft {
  readonly summary: string;
  readonly done: string;
  readonly nothingPending: boolean;
  readonly relief?: string;
  /** Why a matter passes unfinished, by matter. */
  readonly reasons: Readonly<Record<string, string>>;
}

export const prepareEmpty: PrepareDraft = { summary: "", done: "", nothingPending: false, reasons: {} };

/** What was prepared before a hand-over was reopened, to go on from: no word has to be written twice. Empty where nothing was. */
export function draftBefore(preparation: Preparation | undefined, texts: Texts): PrepareDraft {
  if (!preparation) return prepareEmpty;
  const said = (sealed: Sealed | undefined) => textOf(texts, sealed) ?? "";
  const { summary, done, relief, matters } = preparation;
  return {
    summary: said(summary),
    done: said(done),
    nothingPending: matters.length === 0,
    ...(relief === undefined ? {} : { relief }),
    reasons: Object.fromEntries(matters.map(({ id, reason }) => [id, said(reason)])),
  };
}

/** Who is named: whoever was tapped and can still take over, else the only one who can, where a text asks for a name. */
export function reliefNamed(
  { relief }: Pick<PrepareDraft, "relief">,
  { rule, facts }: Pick<HandoverAnswer, "rule" | "facts">,
  outgoing: string | undefined,
): string | undefined {
  const people = reliefsToName(facts, outgoing);
  if (people.some(({ person }) => person === relief)) return relief;
  const [only, ...others] = people;
  return rule.relief?.named && others.length === 0 && only?.person !== outgoing ? only?.person : relief;
}

/** The command's body: what is empty is left out, so that the rule can say what is missing. */
export function prepareBodyOf(at: ShiftId, draft: PrepareDraft, matters: readonly HandoverMatter[]) {
  const summary = draft.summary.trim();
  const done = draft.done.trim();
  const reasons = matters.flatMap(({ id }) => {
    const reason = draft.reasons[id]?.trim() ?? "";
    return reason === "" ? [] : [{ matter: id, reason }];
  });
  return {
    ...at,
    ...(summary === "" ? {} : { summary }),
    ...(done === "" ? {} : { done }),
    nothingPending: draft.nothingPending && matters.length === 0,
    ...(draft.relief === undefined ? {} : { relief: draft.relief }),
    reasons,
  };
}
