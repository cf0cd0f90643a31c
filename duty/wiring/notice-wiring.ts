import type { PersonId, SiteId, StreamKey } from "#duty/grammar/entry.ts";
import type { Question } from "#duty/grammar/question.ts";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import type { BusinessDate } from "#duty/grammar/time.ts";
import type { Unconfirmed } from "#duty/grammar/unconfirmed-text.ts";
import { confirmNotice } from "#duty/notice/confirm-notice.ts";
import { type Notice, noticeId, noticeKind } from "#duty/notice/notice.ts";
import type { NoticeRule } from "#duty/notice/notice-rule.ts";
import { type ConfirmBody, confirmBody } from "#duty/notice/notice-shapes.ts";
import { endReading, oweReading } from "#duty/notice/owe-reading.ts";
import { currentPost, type Site, standingAdoptions } from "#duty/site/site.ts";
import { inForceAt } from "#duty/wiring/composition.ts";
import { known } from "#duty/wiring/questions.ts";
import { composer } from "./composer.ts";
import { act, actorOf, type CommandAct } from "./wiring.ts";

/** Editions in force at a post that ask to be confirmed by whoever stands there. */
export function editionsToConfirm(site: Site, post: string, date: BusinessDate): Unconfirmed[] {
  return inForceAt(site, currentPost(site, post), date, site.version).flatMap((each) => {
    const { confirm: asked } = composer.compose("notice", [each]).rule as NoticeRule;
    const { regulation, hash } = each.adoption;
    const { standInMinutes } = asked ?? {};
    return asked?.required ? [{ regulation, hash, rules: asked.cites, standInMinutes }] : [];
  });
}

/** `notice.unconfirmedBy`: what a person has not yet confirmed of what binds a post on a day. */
export function unconfirmedBy(
  { site, siteId }: { site: Site; siteId: SiteId },
  { post, date }: Pick<ShiftName, "post" | "date">,
  person: PersonId,
): Question<readonly Unconfirmed[]> {
  const asked = editionsToConfirm(site, post, date);
  const keys = asked.map(
    ({ regulation, hash }): StreamKey => ({ site: siteId, noun: "notice", id: noticeId(regulation, hash, person) }),
  );
  return {
    streams: keys,
    answer: (reader) =>
      asked.filter((_, index) => {
        const key = keys[index];
        return key !== undefined && reader.stream<Notice>(key).state.phase === "unread";
      }),
  };
}

function editionOf(site: Site, { regulation, hash }: ConfirmBody): string | undefined {
  return standingAdoptions(site).find((each) => each.regulation === regulation && each.hash === hash)?.edition;
}

const readBySomebody = {
  kind: noticeKind,
  mode: "exclusive",
  id: ({ body }: { body: { readonly regulation: string; readonly hash: string; readonly person: PersonId } }) =>
    noticeId(body.regulation, body.hash, body.person),
  facts: () => ({}),
} as const;

export const noticeActs = {
  "notice.confirm": act({
    kind: noticeKind,
    mode: "append",
    shape: confirmBody,
    waits: "for-author",
    id: ({ body, actor }) => noticeId(body.regulation, body.hash, actorOf(actor)),
    facts: ({ body, site }) => ({
      edition: known(editionOf(site, body)),
    }),
    decide: confirmNotice,
  }),
  "notice.owe-reading": act({ ...readBySomebody, decide: oweReading }),
  "notice.end-reading": act({ ...readBySomebody, decide: endReading }),
} satisfies Record<string, CommandAct>;
