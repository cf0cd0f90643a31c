import { useTranslation } from "react-i18next";
import type { OnDuty, PostAttendance } from "#server/attendance/attendance-answer.ts";
import { Panel } from "../../ui/Panel.tsx";
import { Status } from "../../ui/Status.tsx";
import { serverNow } from "../../ui/server-clock.ts";
import { useDeskPlace } from "../door/acting.ts";
import { useAttendanceAt } from "./attendance-query.ts";
import { CoverRow } from "./CoverRow.tsx";
import { DueRow } from "./DueRow.tsx";
import { OnRow } from "./OnRow.tsx";
import { OwnDuty } from "./OwnDuty.tsx";
import { WhoHasGone } from "./WhoHasGone.tsx";

/** Who is on duty at the post, since when, and who is due; with what the acting person may do about themselves. */
export function WhoIsOn({ post }: { post: string }) {
  const { t } = useTranslation();
  const { site, acting } = useDeskPlace();
  const { on, covering, due, gone, shift, next } = useAttendanceAt(site, post);
  const own = on.find(({ person }) => person === acting.person);
  const covered = covering.find(({ person }) => person === acting.person);
  const coming = due.filter(({ person }) => !on.some((each) => each.person === person));
  return (
    <Panel id="who" title={t("attendance:on.title")} count={on.length + covering.length} flush>
      {on.length + covering.length === 0 ? (
        <div className="person-row" role="status">
          <Status kind="overdue">{t("attendance:on.nobody")}</Status>
          <p className="soft">{t("attendance:on.nobodyTodo")}</p>
        </div>
      ) : (
        <ul>
          {on.map((each) => (
            <OnRow key={each.person} post={post} on={each} own={each === own} beside={own} />
          ))}
          {covering.map((each) => (
            <CoverRow key={`${each.person}${each.standsFor}`} covers={each} own={each === covered} />
          ))}
        </ul>
      )}
      {coming.length > 0 && (
        <>
          <h3 className="sub">{t("attendance:due.title")}</h3>
          <ul>
            {coming.map((each) => (
              <DueRow key={`${each.person}${each.date}${each.shift}`} post={post} due={each} />
            ))}
          </ul>
        </>
      )}
      <WhoHasGone post={post} gone={gone} />
      <OwnDuty
        post={post}
        own={own}
        early={on.length > 1 ? endOf(own, [shift, next]) : undefined}
        isExpected={covered !== undefined || coming.some(({ person }) => person === acting.person)}
      />
    </Panel>
  );
}

/** When somebody's shift ends, where that is still to come. */
function endOf(own: OnDuty | undefined, shifts: readonly PostAttendance["shift"][]): number | undefined {
  const theirs = shifts.find((each) => each?.date === own?.date && each?.shift === own?.shift);
  return theirs && serverNow() < theirs.endsAt ? theirs.endsAt : undefined;
}
