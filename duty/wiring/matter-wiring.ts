import type { SiteId, StreamKey } from "#duty/grammar/entry.ts";
import type { Question, Questions, Reader } from "#duty/grammar/question.ts";
import type { Handover } from "#duty/handover/handover.ts";
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
import { type About, act, actorOf, asksOf, type CommandAct } from "./wiring.ts";

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
    waits: "by-proof",
    id: ({ body, command }) => matterId({ post: body.post, matter: command }),
    facts: (about) => ({
      postExists: known(currentPost(about.site, about.body.post) !== undefined),
      onDuty: actorOnDuty(about, about.body.post),
      openThere: openAt({ site: about.siteId, post: about.body.post }),
      ownThere: ownAt(
        { site: about.siteId, post: about.body.post },
        { person: actorOf(about.circumstances.actor), most: about.rule.perPerson?.openAtOnce },
      ),
    }),
    decide: openMatter,
  }),
  "matter.progress": act({
    ...own,
    shape: shapes.progressMatterBody,
    waits: "by-proof",
    facts: isTheirs,
    decide: progressMatter,
  }),
  "matter.settle": act({
    ...own,
    shape: shapes.settleMatterBody,
    waits: "by-proof",
    facts: (about) => ({ ...isTheirs(about), functions: actorsFunctions(about, about.body.post) }),
    decide: settleMatter,
  }),
  "matter.release": act({
    ...own,
    shape: shapes.releaseMatterBody,
    waits: "for-author",
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
    facts: ({ siteId, state, body: { insteadOf, item, handover } }) => ({
      isTaken: insteadOf === undefined ? known(false) : takenAt({ site: siteId, noun: "matter", id: insteadOf }, item),
      found: foundAt(siteId, handover, item),
      foundBefore: state.phase === "open" && state.kit ? foundAt(siteId, state.kit.counted, item) : known(undefined),
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

interface PageOfPost {
  readonly site: string;
  readonly post: string;
}

/** How many matters a post owes. */
function openAt(page: PageOfPost): Question<number> {
  return { ledger: [page], answer: (reader) => mattersOwed(reader, page).length };
}

/**
 * How many of the matters that a post owes somebody opened. Where fewer are owed than one person may open, theirs are not looked for: each would be
 * read and held while another is opened.
 */
function ownAt(page: PageOfPost, { person, most }: { readonly person: string; readonly most: number | undefined }) {
  const counted = (reader: Reader) => {
    const owed = mattersOwed(reader, page);
    return most === undefined || owed.length < most ? [] : owed;
  };
  const isTheirs = (reader: Reader) => (key: StreamKey) => {
    const { state } = reader.stream<Matter>(key);
    return state.phase !== "unknown" && state.openedBy === person;
  };
  return {
    ledger: [page],
    further: counted,
    answer: (reader: Reader) => counted(reader).filter(isTheirs(reader)).length,
  } satisfies Question<number>;
}

function mattersOwed(reader: Reader, page: PageOfPost): StreamKey[] {
  const owed = reader.outstanding(page);
  return owed.flatMap(({ stream, obligation }) => (matterOnLedger(stream.id, obligation) ? [stream] : []));
}

function takenAt(key: StreamKey, item: string): Question<boolean> {
  return { streams: [key], answer: (reader) => isAboutSomethingElse(reader.stream<Matter>(key).state, item) };
}

/** How many of an item of the kit the count of a hand-over found. */
function foundAt(site: SiteId, handover: string, item: string): Question<number | undefined> {
  const key: StreamKey = { site, noun: "handover", id: handover };
  return {
    streams: [key],
    answer: (reader) => {
      const { state } = reader.stream<Handover>(key);
      return state.phase === "unknown" ? undefined : state.counts.find((each) => each.item === item)?.found;
    },
  };
}

function isTheirs(about: About<{ post: string }, Matter, unknown>) {
  return { onDuty: actorOnDuty(about, about.body.post) };
}
