import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { SiteHappening } from "#server/overview/overview-answer.ts";
import { Panel } from "../../ui/Panel.tsx";
import { Broken, Nothing, Waiting } from "../../ui/States.tsx";
import { Status, type StatusKind } from "../../ui/Status.tsx";
import { Moment } from "../../ui/When.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { useNames } from "../site/names.ts";
import { happenedQuery } from "./overview-query.ts";
import { PlaceOfDuty } from "./PlaceOfDuty.tsx";
import { RuleLinks } from "./RuleLinks.tsx";

const looks: Readonly<Record<SiteHappening["kind"], StatusKind>> = {
  violation: "overdue",
  abandonment: "overdue",
  "never-came": "overdue",
  leave: "quiet",
  "late-hand-over": "overdue",
};

/** Violations, absences, abandonments and late hand-overs since yesterday, with what was said of each. */
export function HappenedPanel() {
  const { t } = useTranslation();
  const { site, acting } = useDeskPlace();
  const { data, isError, refetch } = useQuery(happenedQuery(site, acting.person));
  return (
    <Panel id="happened" title={t("overview:happened")} count={data?.happened.length} flush>
      {isError && !data && <Broken what={t("ui:broken.away")} onRetry={() => void refetch()} />}
      {!data && !isError && (
        <div className="overview-inset">
          <Waiting rows={4} />
        </div>
      )}
      {data?.happened.length === 0 && <Nothing title={t("overview:nothingHappened")} />}
      <ul className="overview-scroll overview-happened">
        {data?.happened.map((each) => (
          <HappeningRow key={`${each.kind}${each.stream.noun}/${each.stream.id}${each.at}`} happening={each} />
        ))}
      </ul>
    </Panel>
  );
}

function HappeningRow({
  happening: { kind, stream, at, post, person, minutes, rules, text },
}: {
  happening: SiteHappening;
}) {
  const { t } = useTranslation();
  const names = useNames();
  return (
    <li className="overview-row">
      <div className="row spread">
        <span className="overview-row-what">
          <Status kind={looks[kind]}>{t(`overview:happening.${kind}`)}</Status>
          <PlaceOfDuty owed={{ stream, key: "" }} post={post}>
            {names.post(post)}
            {person !== null && ` · ${names.person(person)}`}
          </PlaceOfDuty>
        </span>
        <span className="soft small">
          {minutes !== null && `${t(`overview:minutes.${kind === "leave" ? "away" : "late"}`, { minutes })} · `}
          <Moment at={at} />
        </span>
      </div>
      {text !== null && <p className="wrap soft">{text}</p>}
      {rules.length > 0 && (
        <span className="row">
          <RuleLinks rules={rules} />
        </span>
      )}
    </li>
  );
}
