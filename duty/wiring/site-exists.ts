import type { StreamKey } from "#duty/grammar/entry.ts";
import type { Question } from "#duty/grammar/question.ts";
import { isEstablished, type Site, siteKind } from "#duty/site/site.ts";
import { known } from "./questions.ts";
import { setUpId } from "./site-wiring.ts";
import type { About } from "./wiring.ts";

/** What is known of giving somebody a function at a site. */
export type Granting = Pick<About<{ readonly site: string }, unknown, unknown>, "body" | "siteId" | "circumstances">;

/** Whether a site is the head office, or was set up as one of its organisation. The installation takes people on before it sets up their sites. */
export function siteExists({ body, siteId, circumstances }: Granting): Question<boolean> {
  if (body.site === siteId || circumstances.actor === "setup") return known(true);
  const key: StreamKey = { site: body.site, noun: siteKind.noun, id: setUpId };
  return {
    streams: [key],
    answer: (reader) => {
      const { state } = reader.stream<Site>(key);
      return isEstablished(state) && state.headOffice === siteId;
    },
  };
}
