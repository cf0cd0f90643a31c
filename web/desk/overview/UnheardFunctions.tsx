import { useTranslation } from "react-i18next";
import type { OverviewAnswer } from "#server/overview/overview-answer.ts";
import { useListed } from "../../ui/listed.ts";
import { Status } from "../../ui/Status.tsx";
import { functionName, useNames } from "../site/names.ts";
import { RuleLinks } from "./RuleLinks.tsx";

/** Functions that ladders call and nobody holds who can sign in: at which posts, by which rules, and what is to be done about it. */
export function UnheardFunctions({ unheard }: { unheard: OverviewAnswer["unheard"] }) {
  const { t } = useTranslation();
  const names = useNames();
  const listed = useListed();
  const functions = [...new Set(unheard.map((each) => each.function))];
  return functions.map((called) => {
    const its = unheard.filter((each) => each.function === called);
    const rules = [...new Set(its.flatMap((each) => each.rules))];
    const posts = listed(its.map(({ post }) => names.post(post)));
    return (
      <li key={called} className="overview-row">
        <div className="overview-row-what">
          <Status kind="overdue">{t("overview:unheard.mark")}</Status>
          <b>{t("overview:unheard.what", { function: functionName(called) })}</b>
        </div>
        <p className="soft small">{t("overview:unheard.where", { posts })}</p>
        <p className="small">{t("overview:unheard.todo", { function: functionName(called) })}</p>
        <div className="overview-row-meta">
          <span className="whose">
            <RuleLinks rules={rules} />
          </span>
        </div>
      </li>
    );
  });
}
