import { createElement, type FunctionComponent } from "react";
import type { HandoverAnswer } from "#server/handover/handover-answer.ts";
import { drawnPart, type LookedAt } from "./drawn-part.ts";
import { HandoverContext, handoverDesk } from "./handover/handover-desk.ts";

/** A hand-over as it is told to whoever looks at it. */
export interface HandoverTold {
  readonly state: object;
  readonly facts: object;
  readonly rule: object;
  readonly shift: Parameters<typeof handoverDesk>[1];
  readonly people: readonly { readonly person: string; readonly name: string }[];
}

export interface HandoverLooked {
  readonly acting: string;
  /** Which functions whoever looks holds, and where. */
  readonly functions?: readonly { readonly function: string; readonly site: string; readonly post?: string }[];
  /** Keys of the faults that they may answer for. */
  readonly faultsToAnswer?: readonly string[];
}

/** A part of the hand-over's screen as somebody sees it, at a desk where the first two people sit. */
export function drawnHandover(
  part: FunctionComponent,
  { acting, functions = [], faultsToAnswer = [] }: HandoverLooked,
  { shift, people, ...told }: HandoverTold,
): ReturnType<typeof drawnPart> {
  const view = { ...told, texts: {}, matters: [], faultsToAnswer, head: { version: 3, hash: "h" } };
  const desk = handoverDesk(view as unknown as HandoverAnswer, shift, acting as never);
  const inDesk = () => createElement(HandoverContext.Provider, { value: desk }, createElement(part));
  const plan = { people, posts: [] } as unknown as NonNullable<LookedAt["plan"]>;
  const session = { people: people.slice(0, 2).map((each) => ({ ...each, locked: false })), sites: [] };
  const answers = [[["session"], session]] as const;
  return drawnPart(inDesk, {}, { acting: { person: acting, functions: [...functions] }, plan, answers });
}
