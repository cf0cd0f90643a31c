import type { StreamKey } from "#duty/grammar/entry.ts";
import type { Question, Questions } from "#duty/grammar/question.ts";
import { followKit, isAboutSomethingElse } from "#duty/matter/follow-kit.ts";
import { type Matter, matterId, matterKind, matterOnLedger, nobodysMatter } from "#duty/matter/matter.ts";
import * as shapes from "#duty/matter/matter-shapes.ts";
import { openMatter } from "#duty/matter/open-matter.ts";
import { progressMatter, type SettleMatterFacts, settleMatter } from "#duty/matter/progress-matter.ts";
import { releaseMatter } from "#duty/matter/release-matter.ts";
import { takeMatterOver } from "#duty/matter/take-matter-over.ts";
import { currentPost } from "#duty/site/site.ts";
import { known } from "#duty/wiring/questions.ts";
import { actorOnDuty, actorsFunctions } from "./authority.ts";
import { type About, act, asksOf, type CommandAct } from "./wiring.ts";

const own = {
  kind: matterKind,
  mode: "exclusive",
  id: ({ body }: { body: { post: string; matter: string } }) => matterId(body),
} as const;

export const matterActs = {
  "matter.open": act({
    kind: matterKind,
    mode: "exclusive",
    shape: shapes.openMatterBody,
    id: ({ body, command }) => matterId({ post: body.post, matter: command }),
    facts: (about) => ({
      postExists: known(currentPost(about.site, about.body.post) !== undefined),
      onDuty: actorOnDuty(about, about.body.post),
      openThere: openAt({ site: about.siteId, post: about.body.post }),
    }),
    decide: openMatter,
  }),
  "matter.progress": act({
    ...own,
    shape: shapes.progressMatterBody,
    facts: isTheirs,
    decide: progressMatter,
  }),
  "matter.settle": act({
    ...own,
    shape: shapes.settleMatterBody,
    facts: (about) => ({ ...isTheirs(about), functions: actorsFunctions(about, about.body.post) }),
    decide: settleMatter,
  }),
  "matter.release": act({
    ...own,
    shape: shapes.releaseMatterBody,
    facts: (about) => ({
      functions: actorsFunctions(about, about.body.post),
      onDuty: actorOnDuty(about, about.body.post),
    }),
    decide: releaseMatter,
  }),
  "matter.take-over": act({
    kind: matterKind,
    mode: "exclusive",
    id: ({ body }) => body.matter,
    facts: () => ({}),
    decide: takeMatterOver,
  }),
  "matter.follow-kit": act({
    kind: matterKind,
    mode: "exclusive",
    id: ({ body }) => body.matter,
    facts: ({ siteId, body: { insteadOf, item } }) => ({
      isTaken: insteadOf === undefined ? known(false) : takenAt({ site: siteId, noun: "matter", id: insteadOf }, item),
    }),
    decide: followKit,
  }),
} satisfies Record<string, CommandAct>;

export const matterAsks = {
  /** What somebody may do about the matters of a post rests on who they are there. */
  "matter.at-post": asksOf({
    kind: matterKind,
    id: ({ body: { post } }: { body: { post: string } }) => matterId({ post, matter: nobodysMatter }),
    facts: (about): Questions<SettleMatterFacts> => ({
      functions: actorsFunctions(about, about.body.post),
      onDuty: actorOnDuty(about, about.body.post),
    }),
  }),
};

/** How many matters a post owes. */
function openAt(page: { readonly site: string; readonly post: string }): Question<number> {
  return {
    ledger: [page],
    answer: (reader) =>
      reader.outstanding(page).filter(({ stream, obligation }) => matterOnLedger(stream.id, obligation) !== undefined)
        .length,
  };
}

function takenAt(key: StreamKey, item: string): Question<boolean> {
  return { streams: [key], answer: (reader) => isAboutSomethingElse(reader.stream<Matter>(key).state, item) };
}

function isTheirs(about: About<{ post: string }, Matter, unknown>) {
  return { onDuty: actorOnDuty(about, about.body.post) };
}
