import type { ZodType } from "zod";
import type { ActInTable } from "#duty/door/table.ts";
import type { Decide, Mode } from "#duty/grammar/act.ts";
import type { Circumstances } from "#duty/grammar/circumstances.ts";
import { type Actor, type Entry, personOf, type SiteId, type StreamKey } from "#duty/grammar/entry.ts";
import type { Noun } from "#duty/grammar/noun.ts";
import type { Questions } from "#duty/grammar/question.ts";
import type { Site } from "#duty/site/site.ts";

/** An act as the door and the API see it. `shape` is the body that people send; an act without one is done by the product alone. */
export interface CommandAct extends ActInTable {
  readonly shape: ZodType | undefined;
  /** Codes with which it may be refused, for the document of the interface. */
  readonly refusals?: readonly string[] | undefined;
}

/** An act that still knows what is sent with it (`I`); `never` where nobody can send it. */
type ActSentWith<I, B> = CommandAct & { readonly shape: [I] extends [never] ? undefined : ZodType<B, I> };

/** How an act of a noun is tied to its stream and its facts; checked as a whole here, where the types still know each other. */
export interface Wiring<S, B, R, F, E extends Entry, I = unknown> {
  readonly noun: Noun<S, E, R>;
  readonly mode: Mode;
  readonly proof?: "pin";
  /** Missing where only the clock or a reaction does it. */
  readonly shape?: ZodType<B, I>;
  readonly refusals?: readonly string[];
  id(about: { body: B; actor: Actor; command: string }): string;
  facts(about: { body: B; state: S; site: Site; siteId: SiteId; rule: R; circumstances: Circumstances }): Questions<F>;
  readonly decide: Decide<S, B, R, F, E>;
}

/** What is sent is told by the shape alone: `NoInfer` keeps the table in which the act stands from guessing it. */
export function act<S, B, R, F, E extends Entry, I = never>(
  wiring: Wiring<S, B, R, F, E, I>,
): ActSentWith<NoInfer<I>, NoInfer<B>> {
  const { noun, mode, refusals } = wiring;
  const shape = wiring.shape as ActSentWith<I, B>["shape"];
  const stream = ({
    body,
    site,
    actor,
    command,
  }: {
    body: unknown;
    site: SiteId;
    actor: Actor;
    command: string;
  }): StreamKey => ({
    site,
    noun: noun.noun,
    id: wiring.id({ body: body as B, actor, command }),
  });
  const facts: ActInTable["facts"] = ({ body, state, setup, rule, circumstances, key }) =>
    wiring.facts({
      body: body as B,
      state: state as S,
      site: setup as Site,
      siteId: key.site,
      rule: rule as R,
      circumstances,
    }) as ReturnType<ActInTable["facts"]>;
  const proof = wiring.proof ? { proof: wiring.proof } : {};
  return { noun, mode, shape, refusals, stream, facts, decide: wiring.decide as ActInTable["decide"], ...proof };
}

/** Acts of a person that have a stream of their own need one: `clock` and `setup` never call these. */
export function actorOf(actor: Actor): string {
  return personOf(actor) ?? "nobody";
}
