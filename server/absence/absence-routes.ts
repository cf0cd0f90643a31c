import { type Absence, coverNow, type Leave, openLeave, unsaidLeave } from "#duty/absence/absence.ts";
import { absenceKind, awaitedBy } from "#duty/absence/absence-kind.ts";
import type { AbsenceRule } from "#duty/absence/absence-rule.ts";
import type { Texts } from "#duty/door/answer-shape.ts";
import type { Sealed } from "#duty/grammar/entry.ts";
import { deskOf, scopeOf, siteOf } from "#server/http/at-desk.ts";
import { describedBy } from "#server/http/described-by.ts";
import type { Routes } from "#server/http/routes.ts";
import { servedNoun } from "#server/http/served-noun.ts";
import { textsIn } from "#server/http/shown-texts.ts";
import { type AbsencesAnswer, absencesView, type ShownLeave } from "./absence-answer.ts";
import { absenceTable, openAbsences } from "./absence-view.ts";

/** Who has left a post of the site for a while, wants to, or has not yet said why they did. */
export const absenceRoutes: Routes = (app, services) => {
  app.get(absencesView.path, describedBy(absencesView), async (request): Promise<AbsencesAnswer> => {
    const desk = deskOf(request);
    const context = scopeOf(desk);
    const { post, most } = request.query;
    const site = siteOf(desk, request.query.site);
    const ids = await services.reading(context, (sql) => openAbsences(sql, context, { site, most }));
    // Somebody who has not left yet is bound by the rule of the post as it is now.
    const blank = post === undefined ? [] : [`${post}/`];
    const streams = await services.streams(
      context,
      [...blank, ...ids].map((id) => ({ site, noun: absenceKind.noun, id })),
    );
    const open = streams.slice(blank.length);
    const texts = await textsIn(
      services,
      context,
      open.map(({ state }) => state),
    );
    return {
      now: services.now(),
      leaves: open.flatMap(({ state, rule }) => shown(state as Absence, rule as AbsenceRule, texts)),
      rule: ((post === undefined ? undefined : streams[0]?.rule) ?? {}) as AbsenceRule,
    };
  });
};

export const servedAbsence = servedNoun({ noun: "absence", routes: [absenceRoutes], views: [absenceTable] });

function shown(absence: Absence, rule: AbsenceRule, texts: Texts): ShownLeave[] {
  const leaves = [...new Set([openLeave(absence), unsaidLeave(absence)])];
  return leaves.flatMap((leave) => (leave ? [shownLeave(absence, leave, rule, texts)] : []));
}

function shownLeave({ turn }: Absence, leave: Leave, rule: AbsenceRule, texts: Texts): ShownLeave {
  const { asked, leftAt, over, why, reason, to, device, atOnce, saidAt, returnBy, told, heard, bare } = leave;
  const read = (text: Sealed | undefined) => (text === undefined ? null : (texts[text.sealed] ?? null));
  return {
    ...turn,
    phase: over ? "back" : leftAt === undefined ? "asked" : "away",
    ...{ why: why ?? null, reason: read(reason), to: read(to), device: read(device) },
    since: leftAt ?? asked?.at ?? 0,
    ...{ atOnce, said: !atOnce || saidAt !== undefined, returnBy: returnBy ?? null },
    dueAt: awaitedBy(leave, rule),
    cover: (over ? undefined : (coverNow(leave) ?? (leftAt === undefined ? asked?.cover : undefined))) ?? null,
    bareSince: bare.find(({ until }) => until === undefined)?.since ?? null,
    told: [...told],
    heard: Object.keys(heard),
  };
}
