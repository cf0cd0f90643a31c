import { useTranslation } from "react-i18next";
import type { OverviewAnswer } from "#server/overview/overview-answer.ts";
import { Panel } from "../../ui/Panel.tsx";
import { useWall } from "../../ui/server-clock.ts";
import { useNames } from "../site/names.ts";
import { kindWords } from "./owed-words.ts";
import { marksOf, type StripMark, wholeHours } from "./strip-marks.ts";

const lanes = ["change", "matters", "others"] as const;

/** What comes due in the next hours, along one strip of time with a lane for each kind. */
export function AheadPanel({ overview: { now, ahead, aheadUntil } }: { overview: OverviewAnswer }) {
  const { t } = useTranslation();
  const wall = useWall();
  const along = (at: number) => `${((at - now) / (aheadUntil - now)) * 100}%`;
  const hours = wholeHours(now, aheadUntil, (at) => Number(wall.time(at).slice(3)));
  return (
    <Panel id="ahead" title={t("overview:ahead")}>
      <div className="overview-strip">
        <div className="overview-hours" aria-hidden="true">
          {hours
            .filter((at) => roomForHour((at - now) / (aheadUntil - now)))
            .map((at) => (
              <span key={at} style={{ insetInlineStart: along(at) }}>
                {wall.time(at)}
              </span>
            ))}
          <span className="now">{wall.time(now)}</span>
        </div>
        {lanes.map((lane) => (
          <div key={lane} className="overview-lane">
            <h3>{t(`overview:lane.${lane}`)}</h3>
            <Lane
              marks={marksOf(
                ahead.filter((each) => each.lane === lane),
                now,
                aheadUntil,
              )}
              lane={lane}
            />
          </div>
        ))}
      </div>
    </Panel>
  );
}

/** Beside the moment that is now and at the very end an hour could not be read. */
function roomForHour(share: number): boolean {
  return share > 0.13 && share < 0.96;
}

function Lane({ marks, lane }: { marks: readonly StripMark[]; lane: (typeof lanes)[number] }) {
  const { t } = useTranslation();
  if (marks.length === 0) return <p className="faint small">{t("overview:laneEmpty")}</p>;
  return (
    <ol>
      {marks.map((mark) => (
        <li
          key={mark.at}
          className={mark.along > 0.86 ? "late-end" : undefined}
          style={mark.along > 0.86 ? { insetInlineEnd: 0 } : { insetInlineStart: `${mark.along * 100}%` }}
        >
          <MarkWords mark={mark} lane={lane} />
        </li>
      ))}
    </ol>
  );
}

function MarkWords({ mark: { at, count, whats, post }, lane }: { mark: StripMark; lane: (typeof lanes)[number] }) {
  const { t } = useTranslation();
  const wall = useWall();
  const names = useNames();
  const [what = ""] = whats;
  const told =
    lane === "others" && whats.length === 1 && count === 1
      ? kindWords(what)
      : post !== undefined
        ? names.post(post)
        : t(lane === "change" ? "overview:ofPosts" : "overview:count", { count });
  return (
    <>
      {told} <time>{wall.time(at)}</time>
    </>
  );
}
