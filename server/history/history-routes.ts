import { lockScopeOf, type StreamKey } from "#duty/grammar/entry.ts";
import { heldUnder } from "#duty/grammar/held-under.ts";
import type { LogRule } from "#duty/log/log-rule.ts";
import { kinds, sentenceOf } from "#duty/nouns.ts";
import { type Site, siteKind } from "#duty/site/site.ts";
import type { Desk } from "#server/account/desk-session.ts";
import { deskOf, scopeOf, siteOf } from "#server/http/at-desk.ts";
import { describedBy } from "#server/http/described-by.ts";
import type { Routes } from "#server/http/routes.ts";
import { textsIn } from "#server/http/shown-texts.ts";
import type { Services } from "#server/start/services.ts";
import { entriesOf } from "./entries-of-stream.ts";
import { historyView, type ToldEntry } from "./history-answer.ts";
import { tellingOf } from "./vocabulary.ts";

/** What happened in one case, entry by entry, in words: the way from a clause to its evidence ends here. */
export const historyRoutes: Routes = (app, services) => {
  app.get(historyView.path, describedBy(historyView), async (request) => {
    const desk = deskOf(request);
    const { noun, id } = request.query;
    const entries = await tell(services, desk, { site: siteOf(desk, request.query.site), noun, id });
    return { now: services.now(), entries };
  });
};

async function tell(services: Services, desk: Desk, stream: StreamKey): Promise<ToldEntry[]> {
  const context = scopeOf(desk);
  const setUp = { site: stream.site, noun: siteKind.noun, id: "setup" };
  const [entries, [setup, its]] = await Promise.all([
    services.reading(context, (sql) => entriesOf(sql, context.org, stream)),
    services.streams(context, [setUp, stream]),
  ]);
  const people = [...new Set(JSON.stringify(entries.map(({ actor, body }) => [actor, body])).match(uuid))];
  const [names, texts] = await Promise.all([
    services.names(context, desk.headOffice, people),
    textsIn(services, context, entries),
  ]);
  const telling = tellingOf({
    site: setup?.state as Site,
    post: lockScopeOf(stream.id),
    names,
    texts,
    rule: its?.rule as LogRule | undefined,
    obligations: (its && heldUnder(kinds, stream.noun)?.owes(its.state, its.rule)) ?? [],
  });
  return entries.map((entry) => {
    const { version, hash, type, at, deviceTime = null, actor } = entry;
    const by = typeof actor === "object" ? actor.person : null;
    return { version, hash, type, at, deviceTime, by, ...(sentenceOf(entry, telling) ?? { zh: type, en: type }) };
  });
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
