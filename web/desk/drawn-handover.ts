import { createElement, type FunctionComponent } from "react";
import type { HandoverAnswer } from "#server/handover/handover-answer.ts";
import { facts, lin, once, type ready, rule, shift, wu, zhao } from "#test/handover-story.ts";
import { drawnPart, type LookedAt } from "./drawn-part.ts";
import { HandoverContext, handoverDesk } from "./handover/handover-desk.ts";

const people = [
  { person: lin, name: "Lin" },
  { person: wu, name: "Wu" },
  { person: zhao, name: "Zhao" },
];
const plan = { people, posts: [] } as unknown as NonNullable<LookedAt["plan"]>;
const session = { people: people.slice(0, 2).map((each) => ({ ...each, locked: false })), sites: [] };

export interface HandoverLooked {
  readonly acting: string;
  /** Which functions whoever looks holds, and where. */
  readonly functions?: readonly { readonly function: string; readonly site: string; readonly post?: string }[];
  /** How things stand at the post, and what its regulations ask, where it is not the story's own. */
  readonly around?: { readonly rule?: object; readonly facts?: object };
  readonly story: typeof ready;
}

/** A part of the hand-over's screen after what has happened in the story, as somebody sees it. */
export function drawnHandover(
  part: FunctionComponent,
  { acting, functions = [], around = {}, story }: HandoverLooked,
): ReturnType<typeof drawnPart> {
  const view = {
    ...{ state: once(...story), texts: {}, matters: [], head: { version: 3, hash: "h" } },
    ...{ facts: { ...facts, ...around.facts }, rule: { ...rule, ...around.rule } },
  };
  const desk = handoverDesk(view as unknown as HandoverAnswer, shift, acting as never);
  const inDesk = () => createElement(HandoverContext.Provider, { value: desk }, createElement(part));
  const answers = [[["session"], session]] as const;
  return drawnPart(inDesk, {}, { acting: { person: acting, functions: [...functions] }, plan, answers });
}
