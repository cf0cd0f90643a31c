import i18next from "i18next";
import { createContext, useContext } from "react";
import type { SitePlan } from "#server/site/site-answer.ts";
import { givenText } from "../../ui/given-text.ts";

/** Names of what entries and refusals only name by key. */
export interface Names {
  person(person: string | null | undefined): string;
  post(key: string): string;
  shift(post: string, key: string): string;
  item(post: string, key: string): string;
  /** The name behind one value of a refusal's detail, told at a post; the value itself where it is none. */
  of(kind: string, key: string, post: string | undefined): string;
}

export function siteNamesOf(site: SitePlan | undefined): Names {
  const people = new Map(site?.people.map(({ person, name }) => [person, name]));
  const posts = new Map(site?.posts.map((post) => [post.key, post]));
  const shifts = new Map(site?.posts.flatMap((post) => post.shifts).map(({ key, name }) => [key, name]));
  const thingsAt = (post: string | undefined) => {
    const plan = posts.get(post ?? "");
    return [...(plan?.kit ?? []), ...(plan?.books ?? [])];
  };
  const titles = new Map(site?.posts.flatMap(({ binds }) => binds).map(({ regulation, title }) => [regulation, title]));
  return {
    person: (person) => (person ? (people.get(person) ?? person.slice(0, 8)) : "—"),
    post: (key) => posts.get(key)?.name ?? key,
    shift: (post, key) => posts.get(post)?.shifts.find((each) => each.key === key)?.name ?? key,
    item: (post, key) => thingsAt(post).find((each) => each.key === key)?.name ?? key,
    of: (kind, key, post) => {
      if (/^(person|people|by|relief|cover|absent)$/.test(kind)) return people.get(key) ?? key;
      if (/^functions?$/.test(kind)) return functionName(key);
      // Whoever shows matters hands their texts in (`matter-names.ts`); an id is never shown to a person.
      if (kind === "matter") return i18next.t("matter:unnamed");
      if (kind === "side") return i18next.t(`handover:sideOf.${key}`);
      if (kind === "deed") return i18next.t(`attendance:deed.${key}`);
      if (kind === "class") return i18next.t(`handover:class.${key}`);
      if (kind === "post") return posts.get(key)?.name ?? key;
      if (kind === "shift") return shifts.get(key) ?? key;
      if (/^(items?|books?)$/.test(kind)) return thingsAt(post).find((each) => each.key === key)?.name ?? key;
      const title = kind === "regulation" ? titles.get(key) : undefined;
      return title ? givenText(title) : key;
    },
  };
}

/** What an authority is called; the key itself where the site has invented one. */
export function functionName(key: string): string {
  const text = `site:function.${key}`;
  return i18next.exists(text) ? i18next.t(text) : key;
}

export const NamesContext = createContext<Names>(siteNamesOf(undefined));

export function useNames(): Names {
  return useContext(NamesContext);
}
