import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Choices } from "../../ui/Choices.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Broken, Waiting } from "../../ui/States.tsx";
import { useDeskPlace } from "../door/acting.ts";
import type { EvidenceAsked } from "./evidence-asked.ts";
import { daysQuery } from "./overview-query.ts";

const spans = ["7", "30"] as const;

/** The last days, a column each: how high is how much was due, what is marked was late or missed. */
export function DaysPanel({ onAsk }: { onAsk: (asked: EvidenceAsked) => void }) {
  const { t } = useTranslation();
  const { site, acting } = useDeskPlace();
  const [span, setSpan] = useState<(typeof spans)[number]>("7");
  const { data, isError, refetch } = useQuery(daysQuery(site, acting.person, Number(span)));
  const options = spans.map((key) => ({ key, name: t("overview:lastDays", { count: Number(key) }) }));
  const most = Math.max(1, ...(data?.days ?? []).map(({ due }) => due));
  return (
    <Panel
      id="days"
      title={t("overview:days")}
      aside={<Choices label={t("overview:days")} options={options} chosen={span} onChoose={setSpan} />}
    >
      {isError && !data && <Broken what={t("ui:broken.away")} onRetry={() => void refetch()} />}
      {!data && !isError && <Waiting rows={4} />}
      {data && (
        <ol className={`overview-days of-${span}`}>
          {data.days.map(({ date, due, inTime, late, missed }) => (
            <li key={date}>
              <button type="button" onClick={() => onAsk({ day: date })}>
                <span className="overview-column" aria-hidden="true">
                  <span className="missed" style={{ height: `${(missed / most) * 100}%` }} />
                  <span className="late" style={{ height: `${(late / most) * 100}%` }} />
                  <span className="met" style={{ height: `${(inTime / most) * 100}%` }} />
                </span>
                <span className={missed + late > 0 ? "figure bad" : "figure"} aria-hidden="true">
                  {due === 0 ? "—" : `${inTime}/${due}`}
                </span>
                <span className="day">{date.slice(5)}</span>
                <span className="for-readers">
                  {t("overview:figureTold", { name: date, due, inTime, late, missed })}
                </span>
              </button>
            </li>
          ))}
        </ol>
      )}
      <p className="overview-legend soft small" aria-hidden="true">
        {(["met", "late", "missed"] as const).map((key) => (
          <span key={key}>
            <span className={`swatch ${key}`} /> {t(`overview:legend.${key}`)}
          </span>
        ))}
      </p>
    </Panel>
  );
}
