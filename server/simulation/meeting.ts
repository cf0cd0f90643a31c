import type { ActId } from "#duty/acts.ts";
import { dutyTable } from "#duty/duty-table.ts";
import type { PersonId, SiteId, StreamKey } from "#duty/grammar/entry.ts";
import type { LedgerLine, LedgerPage } from "#duty/grammar/question.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { functionsFor, isEmployed, type Person } from "#duty/person/person.ts";
import type { Site } from "#duty/site/site.ts";
import { presencesIn } from "#duty/wiring/questions.ts";
import type { SeenStream, StageAnswer } from "./stage.ts";
import type * as phrases from "./tower-phrases.ts";

/** One form, filled: who sends it, and what was on the screen when it was signed. */
export interface FilledForm {
  readonly who: PersonId;
  readonly act: ActId;
  readonly body: object;
  readonly seen?: StreamKey;
}

/** What people see before they fill a form: how the streams stand, and what is outstanding. */
export interface Sight {
  readonly now: Instant;
  readonly streams: ReadonlyMap<string, SeenStream>;
  state<S>(key: StreamKey): S;
  outstanding(page: LedgerPage): readonly LedgerLine[];
}

/** What forms want words about. */
type Wording = Exclude<keyof typeof phrases, "lines" | "matters">;

/** Finds words. */
export type Saying = (about: Wording) => string;

/**
 * The forms by which something owed is met, one after the other, each by whoever may fill it as things stand then; each hears what became of the
 * one before. Where things stand so that a form would be refused, it is not there.
 */
export type Meeting = (sight: Sight, owed: LedgerLine, say: Saying) => Generator<FilledForm, void, StageAnswer>;

/** Words where it does not matter which. */
export const anyWords: Saying = () => "已办。";

/** A site as it is set up now. */
export function siteSeen(sight: Sight, site: SiteId): Site {
  return sight.state<Site>(dutyTable.setupOf(site));
}

/** Who is on duty at a post, with the shift in which they are. */
export function turnsAtPost(sight: Sight, site: SiteId, post: string) {
  return presencesIn(sight.outstanding({ site, post })).flatMap(({ as, turn }) => (as === "on-duty" ? [turn] : []));
}

/** Who of the organisation holds one of these functions for a post; without functions, everybody of it. */
export function holdersAt(sight: Sight, { site, post }: { site: SiteId; post: string }, functions?: readonly string[]) {
  return [...sight.streams.values()].flatMap(({ key, state }) => {
    if (key.noun !== "person" || !isEmployed(state as Person)) return [];
    const held = functionsFor(state as Person, site, post);
    return functions === undefined || functions.some((each) => held.includes(each)) ? [key.id] : [];
  });
}

/** Tries one form after the other until one is accepted. */
export function* firstAccepted(forms: Iterable<FilledForm>): Generator<FilledForm, boolean, StageAnswer> {
  for (const form of forms) {
    const { refusal, touched } = yield form;
    if (!refusal && touched.length > 0) return true;
  }
  return false;
}
