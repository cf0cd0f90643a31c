import type { Head } from "#duty/grammar/entry.ts";
import { type BusinessDate, businessDateAt } from "#duty/grammar/time.ts";
import { type Notice, noticeId, noticeKind } from "#duty/notice/notice.ts";
import type { AdoptedText } from "#duty/regulation.ts";
import { type Adoption, adoptionAsOf, limitedShifts, type Post, type Site, siteKind } from "#duty/site/site.ts";
import { peopleOfSite } from "#server/account/account.ts";
import type { Desk } from "#server/account/desk-session.ts";
import { actingPerson, deskOf, scopeOf, siteOf } from "#server/http/at-desk.ts";
import { describedBy } from "#server/http/described-by.ts";
import { nothingHere } from "#server/http/problem.ts";
import type { Routes } from "#server/http/routes.ts";
import type { Services } from "#server/start/services.ts";
import { type PostPlan, regulationView, type SitePlan, siteView } from "./site-answer.ts";
import { boundPosts, toldRules } from "./told-rules.ts";

/** What a building is made of, and the texts that bind it. */
export const siteRoutes: Routes = (app, services) => {
  app.get(siteView.path, describedBy(siteView), async (request) => {
    const desk = deskOf(request);
    return describe(services, desk, siteOf(desk, request.query.site));
  });
  app.get(regulationView.path, describedBy(regulationView), async (request) => {
    const desk = deskOf(request);
    const site = siteOf(desk, request.query.site);
    const { state, today } = await setUpOf(services, desk, site);
    const adoption = adoptionAsOf(state, request.params.id, today, state.version);
    if (!adoption) throw nothingHere("regulation.not-adopted");
    const text = JSON.parse(adoption.text) as AdoptedText;
    const { regulation } = text;
    const told = toldRules(text, boundPosts(state, today));
    const { edition, hash } = adoption;
    const id = noticeId(regulation.id, hash, actingPerson(request).person);
    const [notice] = await services.streams(scopeOf(desk), [{ site, noun: noticeKind.noun, id }]);
    const confirmed = (notice?.state as Notice | undefined)?.phase === "confirmed";
    const rules = told.map(({ id: rule, zh, en, strength, carried, open }) => ({
      ...{ id: rule, zh, en, strength, carried, open },
    }));
    return { regulation: regulation.id, edition, hash, title: regulation.title, confirmed, rules };
  });
};

interface SetUpSeen {
  readonly state: Site;
  readonly head: Head;
  readonly today: BusinessDate;
}

async function setUpOf(services: Services, desk: Desk, site: string): Promise<SetUpSeen> {
  const [stream] = await services.streams(scopeOf(desk), [{ site, noun: siteKind.noun, id: "setup" }]);
  if (!stream) throw new Error(`the set-up of ${site} was asked for and not answered`);
  const state = stream.state as Site;
  return { state, head: stream.head, today: businessDateAt(services.now(), state.zone, state.dayStartsAt) };
}

async function describe(services: Services, desk: Desk, site: string): Promise<SitePlan> {
  const [{ state, head, today }, people] = await Promise.all([
    setUpOf(services, desk, site),
    peopleOfSite(services.accounts, desk.org, site),
  ]);
  const names = await services.names(
    scopeOf(desk),
    desk.headOffice,
    people.map(({ person }) => person),
  );
  const { name, zone, dayStartsAt, demonstration, version } = state;
  return {
    ...{ site, name, zone, dayStartsAt, demonstration, version, head, today },
    specialDays: { ...state.specialDays },
    posts: Object.values(state.posts).flatMap((history) => {
      const post = history.at(-1);
      return post ? [postOf(state, post, today)] : [];
    }),
    people: people.map(({ person, left }) => ({ person, name: names.get(person) ?? "", left })),
  };
}

function postOf(site: Site, post: Post, today: BusinessDate): PostPlan {
  const { key: postKey, name, department, shifts, kit, books } = post;
  const binds = post.binds.flatMap(({ regulation, as, functions }) => {
    const adoption = adoptionAsOf(site, regulation, today, site.version);
    return adoption ? [{ ...titleOf(adoption), as, functions: { ...functions } }] : [];
  });
  const limited = limitedShifts(site, postKey).map(({ shift, days }) => ({ shift, days: [...days] }));
  const things = { shifts: [...shifts], limited, kit: [...kit], books: [...books] };
  return { key: postKey, name, department, ...things, binds };
}

function titleOf({ regulation, edition, hash, text }: Adoption) {
  const { regulation: adopted } = JSON.parse(text) as AdoptedText;
  return { regulation, edition, hash, title: adopted.title };
}
