import { useQueries } from "@tanstack/react-query";
import type { RegulationText } from "#server/site/site-answer.ts";
import { useGivenTexts } from "../../ui/given-text.ts";
import { useDeskPlace } from "../door/acting.ts";
import { rulesQuery, useSite } from "../site/site-query.ts";

/** What is known of how somebody stands to a regulation. */
export type Confirming = Pick<RegulationText, "confirmed"> & {
  readonly rules: readonly Pick<RegulationText["rules"][number], "strength">[];
};

/** Whether it waits to be confirmed: the server said no, and there is something in it to confirm. Nothing is asked while nothing is known. */
export function waitsForConfirming(text: Confirming | undefined): boolean {
  return text?.confirmed === false && text.rules.some(({ strength }) => strength === "acknowledge");
}

/** Regulations of a post whose present edition the acting person has not confirmed, as far as the server says so. */
export function useUnconfirmed(post: string): readonly { readonly regulation: string; readonly title: string }[] {
  const { given } = useGivenTexts();
  const { site, acting } = useDeskPlace();
  const binds = useSite(site).posts.find(({ key }) => key === post)?.binds ?? [];
  const answers = useQueries({ queries: binds.map(({ regulation }) => rulesQuery(regulation, acting.person)) });
  return binds
    .filter((_, index) => waitsForConfirming(answers[index]?.data))
    .map(({ regulation, title }) => ({ regulation, title: given(title) }));
}
