import { useTranslation } from "react-i18next";
import type { OverviewAnswer } from "#server/overview/overview-answer.ts";
import { useListed } from "../../ui/listed.ts";
import { Status } from "../../ui/Status.tsx";
import { useNames } from "../site/names.ts";
import { RuleLinks } from "./RuleLinks.tsx";

/** Who stands in two shifts at once by the plan in force: which they are, and that whoever publishes plans one of them anew. */
export function DoubledTurns({ doubled }: { doubled: OverviewAnswer["doubled"] }) {
  const { t } = useTranslation();
  const names = useNames();
  const listed = useListed();
  return doubled.map(({ person, turns, rules }) => {
    const told = turns.map(({ post, date, shift }) => `${names.post(post)} ${date} ${names.shift(post, shift)}`);
    return (
      <li key={`${person} ${told.join()}`} className="overview-row">
        <div className="overview-row-what">
          <Status kind="overdue">{t("overview:doubled.mark")}</Status>
          <b>{t("overview:doubled.what", { person: names.person(person) })}</b>
        </div>
        <p className="soft small">{listed(told)}</p>
        <p className="small">{t("overview:doubled.todo")}</p>
        <div className="overview-row-meta">
          <span className="whose">
            <RuleLinks rules={rules} />
          </span>
        </div>
      </li>
    );
  });
}
