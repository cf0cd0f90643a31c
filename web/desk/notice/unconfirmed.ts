import { useQueries } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useDeskPlace } from "../door/acting.ts";
import { rulesQuery, useSite } from "../site/site-query.ts";

/** Regulations of a post whose present edition the acting person has not confirmed, as far as the server says so. */
export function useUnconfirmed(post: string): readonly { readonly regulation: string; readonly title: string }[] {
  const { i18n } = useTranslation();
  const { site, acting } = useDeskPlace();
  const binds = useSite(site).posts.find(({ key }) => key === post)?.binds ?? [];
  const answers = useQueries({ queries: binds.map(({ regulation }) => rulesQuery(regulation, acting.person)) });
  return binds
    .filter((_, index) => {
      const text = answers[index]?.data;
      return text?.confirmed === false && text.rules.some(({ strength }) => strength === "acknowledge");
    })
    .map(({ regulation, title }) => ({ regulation, title: i18n.language === "en" ? title.en : title.zh }));
}
