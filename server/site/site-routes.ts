import { z } from "zod";
import { key } from "#duty/grammar/cited.ts";
import { type BusinessDate, businessDateAt } from "#duty/grammar/time.ts";
import { type Notice, noticeId, noticeKind } from "#duty/notice/notice.ts";
import type { AdoptedText } from "#duty/regulation.ts";
import { type Adoption, adoptionAsOf, type Post, type Site, siteKind } from "#duty/site/site.ts";
import { peopleOfSite } from "#server/account/account.ts";
import type { Desk } from "#server/account/desk-session.ts";
import { deskOf, lookingPerson, scopeOf, siteOf } from "#server/http/at-desk.ts";
import { nothingHere } from "#server/http/problem.ts";
import type { Routes } from "#server/http/routes.ts";
import type { Services } from "#server/start/services.ts";
import { toldRules } from "./told-rules.ts";

const named = z.object({ key: z.string(), name: z.string() });
const bothLanguages = z.object({ zh: z.string(), en: z.string() });
const postShape = named.extend({
  department: z.string(),
  shifts: z.array(named.extend({ starts: z.string(), minutes: z.int() })),
  kit: z.array(named.extend({ expected: z.int() })),
  books: z.array(named),
  binds: z.array(
    z.object({
      regulation: z.string(),
      title: bothLanguages,
      edition: z.string(),
      hash: z.string(),
      as: z.string(),
      functions: z.record(z.string(), z.string()),
    }),
  ),
});
const siteShape = z.object({
  site: z.string(),
  name: z.string(),
  zone: z.string(),
  dayStartsAt: z.string(),
  demonstration: z.boolean(),
  version: z.int(),
  today: z.string(),
  posts: z.array(postShape),
  people: z.array(z.object({ person: z.string(), name: z.string(), left: z.boolean() })),
});
const rulesShape = z.object({
  regulation: z.string(),
  edition: z.string(),
  hash: z.string(),
  title: bothLanguages,
  /** Whether the person who asks has confirmed this edition. */
  confirmed: z.boolean(),
  rules: z.array(
    bothLanguages.extend({
      id: z.string(),
      strength: z.enum(["enforce", "track", "acknowledge"]),
      /** Whether this release carries the rule out; where it does not, its strength promises nothing. */
      carried: z.boolean(),
      /** Numbers that the clause does not give: the site's own. */
      open: z.array(z.object({ name: z.string(), who: bothLanguages.optional(), values: z.array(z.int()) })),
    }),
  ),
});

/** What a building is made of, and the texts that bind it. */
export const siteRoutes: Routes = (app, services) => {
  app.get(
    "/api/site",
    {
      schema: { tags: ["site"], querystring: z.object({ site: key.optional() }), response: { 200: siteShape } },
    },
    async (request) => {
      const desk = deskOf(request);
      return describe(services, desk, siteOf(desk, request.query.site));
    },
  );
  app.get(
    "/api/regulations/:id/rules",
    {
      schema: {
        tags: ["site"],
        params: z.object({ id: key }),
        querystring: z.object({ site: key.optional() }),
        response: { 200: rulesShape },
      },
    },
    async (request) => {
      const desk = deskOf(request);
      const site = siteOf(desk, request.query.site);
      const { state, today } = await setUpOf(services, desk, site);
      const adoption = adoptionAsOf(state, request.params.id, today, state.version);
      if (!adoption) throw nothingHere("regulation.not-adopted");
      const text = JSON.parse(adoption.text) as AdoptedText;
      const { regulation } = text;
      const bindings = Object.values(state.posts).flatMap((history) => history.at(-1)?.binds ?? []);
      const rules = toldRules(
        text,
        bindings.filter((each) => each.regulation === regulation.id),
      );
      const { edition, hash } = adoption;
      const id = noticeId(regulation.id, hash, lookingPerson(request).person);
      const [notice] = await services.streams(scopeOf(desk), [{ site, noun: noticeKind.noun, id }]);
      const confirmed = (notice?.state as Notice | undefined)?.phase === "confirmed";
      return { regulation: regulation.id, edition, hash, title: regulation.title, confirmed, rules };
    },
  );
};

async function setUpOf(services: Services, desk: Desk, site: string): Promise<{ state: Site; today: BusinessDate }> {
  const [stream] = await services.streams(scopeOf(desk), [{ site, noun: siteKind.noun, id: "setup" }]);
  const state = stream?.state as Site;
  return { state, today: businessDateAt(services.now(), state.zone, state.dayStartsAt) };
}

async function describe(services: Services, desk: Desk, site: string): Promise<z.infer<typeof siteShape>> {
  const [{ state, today }, people] = await Promise.all([
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
    ...{ site, name, zone, dayStartsAt, demonstration, version, today },
    posts: Object.values(state.posts).flatMap((history) => {
      const post = history.at(-1);
      return post ? [postOf(state, post, today)] : [];
    }),
    people: people.map(({ person, left }) => ({ person, name: names.get(person) ?? "", left })),
  };
}

function postOf(site: Site, post: Post, today: BusinessDate): z.infer<typeof postShape> {
  const { key: postKey, name, department, shifts, kit, books } = post;
  const binds = post.binds.flatMap(({ regulation, as, functions }) => {
    const adoption = adoptionAsOf(site, regulation, today, site.version);
    return adoption ? [{ ...titleOf(adoption), as, functions: { ...functions } }] : [];
  });
  return { key: postKey, name, department, shifts: [...shifts], kit: [...kit], books: [...books], binds };
}

function titleOf({ regulation, edition, hash, text }: Adoption) {
  const { regulation: adopted } = JSON.parse(text) as AdoptedText;
  return { regulation, edition, hash, title: adopted.title };
}
