import type { SiteId } from "#duty/grammar/entry.ts";
import type { Question } from "#duty/grammar/question.ts";
import { matterId, matterKind } from "#duty/matter/matter.ts";
import * as shapes from "#duty/matter/matter-shapes.ts";
import { openMatter } from "#duty/matter/open-matter.ts";
import { progressMatter, settleMatter } from "#duty/matter/progress-matter.ts";
import { releaseMatter } from "#duty/matter/release-matter.ts";
import { takeMatterOver } from "#duty/matter/take-matter-over.ts";
import { functionsAt, known, turnAt } from "#duty/questions.ts";
import { currentPost } from "#duty/site/site.ts";
import { act, actorOf, type CommandAct } from "./wiring.ts";

const own = {
  noun: matterKind,
  mode: "exclusive",
  id: ({ body }: { body: { post: string; matter: string } }) => matterId(body),
} as const;

export const matterActs = {
  "matter.open": act({
    noun: matterKind,
    mode: "exclusive",
    shape: shapes.openMatterBody,
    id: ({ body, command }) => matterId({ post: body.post, matter: command }),
    facts: ({ body, site, siteId, circumstances: { actor } }) => ({
      postExists: known(currentPost(site, body.post) !== undefined),
      onDuty: isOnDuty(siteId, body.post, actorOf(actor)),
    }),
    decide: openMatter,
  }),
  "matter.progress": act({
    ...own,
    shape: shapes.progressMatterBody,
    facts: ({ body, siteId, circumstances: { actor } }) => ({ onDuty: isOnDuty(siteId, body.post, actorOf(actor)) }),
    decide: progressMatter,
  }),
  "matter.settle": act({
    ...own,
    shape: shapes.settleMatterBody,
    facts: ({ body, siteId, circumstances: { actor } }) => ({ onDuty: isOnDuty(siteId, body.post, actorOf(actor)) }),
    decide: settleMatter,
  }),
  "matter.release": act({
    ...own,
    shape: shapes.releaseMatterBody,
    facts: ({ body, site, siteId, circumstances: { actor } }) => ({
      functions: functionsAt(site.headOffice, actorOf(actor), siteId, body.post),
      onDuty: isOnDuty(siteId, body.post, actorOf(actor)),
    }),
    decide: releaseMatter,
  }),
  "matter.take-over": act({
    noun: matterKind,
    mode: "exclusive",
    id: ({ body }) => body.matter,
    facts: () => ({}),
    decide: takeMatterOver,
  }),
} satisfies Record<string, CommandAct>;

function isOnDuty(siteId: SiteId, post: string, person: string): Question<boolean> {
  const turn = turnAt(siteId, post, person);
  return { ...turn, answer: (reader) => turn.answer(reader) !== undefined };
}
