import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { OverviewAnswer } from "#server/overview/overview-answer.ts";
import { Panel } from "../../ui/Panel.tsx";
import { Nothing } from "../../ui/States.tsx";
import { useNames } from "../site/names.ts";
import type { EvidenceAsked } from "./evidence-asked.ts";
import { FigureRow } from "./FigureRow.tsx";
import { useShortClauses } from "./use-short-clauses.ts";

/** So many rows stand there until somebody wants all. */
const atFirst = 5;

/** What was due yesterday, by rule and by post: met against missed, the worst first, every figure a way to its evidence. */
export function YesterdayPanel({
  yesterday,
  onAsk,
}: {
  yesterday: OverviewAnswer["yesterday"];
  onAsk: (asked: EvidenceAsked) => void;
}) {
  const { t } = useTranslation();
  const names = useNames();
  const clauses = useShortClauses();
  const [all, setAll] = useState(false);
  const { date, byRule, byPost } = yesterday;
  const most = all ? Number.POSITIVE_INFINITY : atFirst;
  const hidden = Math.max(byRule.length, byPost.length) - atFirst;
  return (
    <Panel
      id="yesterday"
      title={t("overview:yesterday")}
      aside={
        <span className="row">
          <span className="soft small">{date}</span>
          {byPost.length > 0 && (
            <button type="button" className="overview-link" onClick={() => onAsk({ day: date })}>
              {t("overview:oneByOne")}
            </button>
          )}
        </span>
      }
    >
      {byPost.length === 0 ? (
        <Nothing title={t("overview:nothingDue")} />
      ) : (
        <div className="overview-yesterday">
          <div>
            <h3 className="soft small">{t("overview:byRule")}</h3>
            <ul>
              {byRule.slice(0, most).map(({ rule, ...counts }) => (
                <FigureRow
                  key={rule}
                  name={
                    <>
                      {clauses(rule)} <span className="soft small keep">{rule}</span>
                    </>
                  }
                  label={rule}
                  counts={counts}
                  onAsk={() => onAsk({ day: date, rule })}
                />
              ))}
            </ul>
          </div>
          <div>
            <h3 className="soft small">{t("overview:byPost")}</h3>
            <ul>
              {byPost.slice(0, most).map(({ post, ...counts }) => (
                <FigureRow
                  key={post}
                  name={names.post(post)}
                  label={names.post(post)}
                  counts={counts}
                  onAsk={() => onAsk({ day: date, post })}
                />
              ))}
            </ul>
          </div>
        </div>
      )}
      {hidden > 0 && (
        <button type="button" className="overview-link" onClick={() => setAll(!all)}>
          {all ? t("overview:fewer") : t("overview:all", { count: hidden })}
        </button>
      )}
    </Panel>
  );
}
