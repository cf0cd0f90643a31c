import { useQueries } from "@tanstack/react-query";
import { house } from "#duty/wiring/composition.ts";
import { useGivenTexts } from "../../ui/given-text.ts";
import { useDeskPlace } from "../door/acting.ts";
import { rulesQuery, useSite } from "../site/site-query.ts";
import { shortClause } from "./short-clause.ts";

/** The beginning of the clause behind a rule's id; nothing while it is not known. */
export function useShortClauses(): (rule: string) => string {
  const { given } = useGivenTexts();
  const { site, acting } = useDeskPlace();
  const { posts } = useSite(site);
  const regulations = [...new Set([...posts.flatMap(({ binds }) => binds).map((each) => each.regulation), house])];
  const answers = useQueries({ queries: regulations.map((regulation) => rulesQuery(regulation, acting.person)) });
  const rules = new Map(answers.flatMap(({ data }) => data?.rules ?? []).map((each) => [each.id, each]));
  return (id) => {
    const rule = rules.get(id);
    return rule ? shortClause(given(rule)) : "";
  };
}
