import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { ShownLeave } from "#server/absence/absence-answer.ts";
import { Panel } from "../../ui/Panel.tsx";
import { Broken } from "../../ui/States.tsx";
import { Status, type StatusKind } from "../../ui/Status.tsx";
import { Moment, When } from "../../ui/When.tsx";
import { useAttendance } from "../attendance/attendance-query.ts";
import { useDeskPlace } from "../door/acting.ts";
import { useNames } from "../site/names.ts";
import type { Here } from "./AbsenceDialog.tsx";
import { absencesQuery } from "./absence-query.ts";
import { LeaveActs, Leaving } from "./LeaveActs.tsx";

/** Who has left the post for a while or wants to, who stands there for them, and what the acting person may do about it. */
export function AbsencePanel({ post }: { post: string }) {
  const { t } = useTranslation();
  const { site, acting } = useDeskPlace();
  const { data, isError, refetch } = useQuery(absencesQuery(site, post));
  const { posts } = useAttendance(site);
  const here = posts.flatMap((each) =>
    each.on
      .filter(({ person, away }) => !away || person === acting.person)
      .map(({ person, date, shift }) => ({ post: each.post, date, shift, person })),
  );
  const ownTurns = here.filter((each) => each.person === acting.person);
  // Whoever has not signed off from an earlier shift goes from the one that runs.
  const running = (turn: Here) => posts.find((each) => each.post === turn.post)?.shift;
  const own = ownTurns.find((turn) => isOf(turn, running(turn))) ?? ownTurns[0];
  const leaves = (data?.leaves ?? []).filter((leave) => concerns(leave, post, acting.person, own !== undefined));
  const mine = leaves.find((leave) => leave.person === acting.person && leave.phase !== "back");
  // Whoever covers goes from here or from their own post, and only at once: they are gone from both.
  const standing = data?.leaves.find(({ phase, cover }) => phase === "away" && cover?.person === acting.person);
  const leaving = standing?.cover ?? own;
  const isHere = own?.post === post || standing?.post === post;
  const mayLeave = data !== undefined && isHere && mine === undefined;
  if (data && leaves.length === 0 && !mayLeave) return null;
  return (
    <Panel id="away" title={t("absence:title")} count={leaves.length} flush>
      {isError && !data && <Broken what={t("ui:broken.away")} onRetry={() => void refetch()} />}
      <ul>
        {leaves.map((leave) => (
          <LeaveRow key={`${leave.post}${leave.person}${leave.since}`} leave={leave} own={own} here={here} />
        ))}
      </ul>
      {mayLeave && leaving && (
        <Leaving own={leaving} here={here} rule={data.rule} onlyAtOnce={standing !== undefined} />
      )}
    </Panel>
  );
}

function isOf({ date, shift }: Here, running: Pick<Here, "date" | "shift"> | null | undefined): boolean {
  return date === running?.date && shift === running.shift;
}

/** Of the leaves of a site those of this post, the acting person's own, and wherever they are asked, cover, or could stand in. */
function concerns({ phase, post, cover, bareSince, person }: ShownLeave, at: string, acting: string, onDuty: boolean) {
  return (
    person === acting ||
    // Whoever went off duty leaves a post that is called about still, and whoever stands there says that they heard.
    ((phase !== "back" || bareSince !== null) &&
      (post === at || cover?.person === acting || (bareSince !== null && onDuty)))
  );
}

const looks: Readonly<Record<ShownLeave["phase"], StatusKind>> = { asked: "isolated", away: "quiet", back: "isolated" };

function LeaveRow({ leave, own, here }: { leave: ShownLeave; own: Here | undefined; here: readonly Here[] }) {
  const { t } = useTranslation();
  const names = useNames();
  const { acting } = useDeskPlace();
  const isBare = leave.bareSince !== null;
  return (
    <li className={leave.person === acting.person ? "person-row own" : "person-row"}>
      <div className="row spread">
        <span className="name">{names.person(leave.person)}</span>
        <Status kind={isBare ? "overdue" : looks[leave.phase]}>
          {isBare ? t("absence:bare") : t(`absence:phase.${leave.phase}`)}
        </Status>
      </div>
      <p className="soft wrap">
        {[names.post(leave.post), leave.why && t(`absence:why.${leave.why}`), leave.reason, leave.to, leave.device]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <div className="row spread soft">
        <span>
          {leave.cover
            ? t(`absence:cover.${leave.phase === "asked" ? "asked" : "covers"}`, {
                name: names.person(leave.cover.person),
              })
            : t("absence:since")}{" "}
          <Moment at={leave.since} />
        </span>
        {leave.phase === "away" && <When at={leave.dueAt} />}
      </div>
      <LeaveActs leave={leave} own={own} here={here} />
    </li>
  );
}
