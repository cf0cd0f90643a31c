import type { SiteId } from "#duty/grammar/entry.ts";
import type { Questions } from "#duty/grammar/question.ts";
import type { Handover } from "#duty/handover/handover.ts";
import type { HandoverFacts } from "#duty/handover/handover-parties.ts";
import { handoverFactsAt, known } from "#duty/questions.ts";
import type { Site } from "#duty/site/site.ts";

/** How things stand at the post, fact by fact: one look at ledger and roster answers all of them. */
export function handoverFacts(about: {
  readonly state: Handover;
  readonly site: Site;
  readonly siteId: SiteId;
}): Questions<HandoverFacts> {
  if (about.state.phase === "unknown")
    return { outgoing: known(undefined), successors: known([]), next: known(undefined), matters: known([]) };
  const { streams = [], ledger = [], answer } = handoverFactsAt(about, about.state.occurrence);
  return {
    outgoing: { streams, ledger, answer: (reader) => answer(reader).outgoing },
    successors: { streams, ledger, answer: (reader) => answer(reader).successors },
    next: { streams, ledger, answer: (reader) => answer(reader).next },
    matters: { streams, ledger, answer: (reader) => answer(reader).matters },
  };
}
