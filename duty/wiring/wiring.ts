import type { ZodType } from "zod";
import type { ActInTable, AskInTable, Waits } from "#duty/door/table.ts";
import type { Decide, Mode } from "#duty/grammar/act.ts";
import type { Circumstances } from "#duty/grammar/circumstances.ts";
import { type Actor, type Entry, personOf, type SiteId, type StreamKey } from "#duty/grammar/entry.ts";
import type { Kind } from "#duty/grammar/kind.ts";
import type { Escalations } from "#duty/grammar/obligation.ts";
import { type Turn, turnId } from "#duty/grammar/presence.ts";
import type { Questions } from "#duty/grammar/question.ts";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import type { Site } from "#duty/site/site.ts";

/** An act as the door and the API see it. `shape` is the body that people send; an act without one is done by the product alone. */
export interface CommandAct extends ActInTable {
  readonly shape: ZodType | undefined;
}

/** An act that still knows what is sent with it (`I` as it is sent, `B` as the rule reads it); `never` where nobody can send it. */
type ActSentWith<B, I> = CommandAct & { readonly shape: [I] extends [never] ? undefined : ZodType<B, I> };

/** What an act or a question of a screen knows when it names the facts that it rests on. */
export interface About<B, S, R> {
  readonly body: B;
  readonly state: S;
  readonly site: Site;
  readonly siteId: SiteId;
  readonly rule: R;
  readonly circumstances: Circumstances;
  /** How far calling has gone in the stream. */
  readonly escalations: Escalations;
}

/** How an act of a noun is tied to its stream and its facts; checked as a whole here, where the types still know each other. */
export interface Wiring<S, B, R, F, E extends Entry, I = unknown> {
  readonly kind: Kind<S, E, R>;
  readonly mode: Mode;
  readonly proof?: "pin";
  readonly waits?: Waits;
  /** Missing where only the clock or a reaction does it. */
  readonly shape?: ZodType<B, I>;
  id(about: { body: B; actor: Actor; command: string }): string;
  facts(about: About<B, S, R>): Questions<F>;
  readonly decide: Decide<S, B, R, F, E>;
}

/** An act that is a signature: it is never decided without the actor's own PIN (ZB-02). The type knows it, so that no screen forgets to ask. */
export interface SignedAct extends CommandAct {
  readonly proof: "pin";
}

/** What is sent is told by the shape alone: `NoInfer` keeps the table in which the act stands from guessing it. */
export function act<S, B, R, F, E extends Entry, I = never>(
  wiring: Wiring<S, B, R, F, E, I> & { readonly proof: "pin" },
): ActSentWith<NoInfer<B>, NoInfer<I>> & SignedAct;
export function act<S, B, R, F, E extends Entry, I = never>(
  wiring: Wiring<S, B, R, F, E, I>,
): ActSentWith<NoInfer<B>, NoInfer<I>>;
export function act<S, B, R, F, E extends Entry, I = never>(
  wiring: Wiring<S, B, R, F, E, I>,
): ActSentWith<NoInfer<B>, NoInfer<I>> {
  const { kind, mode } = wiring;
  const shape = wiring.shape as ActSentWith<B, I>["shape"];
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
    noun: kind.noun,
    id: wiring.id({ body: body as B, actor, command }),
  });
  const facts = factsOf(wiring.facts);
  const proof = wiring.proof ? { proof: wiring.proof } : {};
  const waits = wiring.waits ? { waits: wiring.waits } : {};
  return { kind, mode, shape, stream, facts, decide: wiring.decide as ActInTable["decide"], ...proof, ...waits };
}

/** How a question of a screen is tied to its stream and its facts. */
export interface AskWiring<S, B, R, F, E extends Entry> {
  readonly kind: Kind<S, E, R>;
  id(about: { body: B }): string;
  facts(about: About<B, S, R>): Questions<F>;
}

/** A question of a screen: the facts of one act or of several, without an act. */
export function asksOf<S, B, R, F, E extends Entry>({ kind, id, facts }: AskWiring<S, B, R, F, E>): AskInTable {
  return {
    kind,
    stream: ({ body, site }) => ({ site, noun: kind.noun, id: id({ body: body as B }) }),
    facts: factsOf(facts),
  };
}

function factsOf<B, S, R, F>(facts: (about: About<B, S, R>) => Questions<F>): AskInTable["facts"] {
  return ({ body, state, setup, rule, circumstances, key, escalations }) =>
    facts({
      escalations,
      body: body as B,
      state: state as S,
      site: setup as Site,
      siteId: key.site,
      rule: rule as R,
      circumstances,
    }) as ReturnType<AskInTable["facts"]>;
}

/** Acts of a person that have a stream of their own need one: `clock` and `setup` never call these. */
export function actorOf(actor: Actor): string {
  return personOf(actor) ?? "nobody";
}

/** The id of a stream that tells of the actor's own turn in a shift. */
export function ownTurn({ body, actor }: { body: ShiftName; actor: Actor }): string {
  return turnId({ ...body, person: actorOf(actor) });
}

/** The id of a stream that tells of the turn which the body names. */
export function turnTold({ body }: { body: Turn }): string {
  return turnId(body);
}
