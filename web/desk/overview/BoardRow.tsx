import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { minute } from "#duty/grammar/time.ts";
import type { BoardPost, PostStatus, PresentPerson } from "#server/overview/overview-answer.ts";
import { useListed } from "../../ui/listed.ts";
import { Status, type StatusKind } from "../../ui/Status.tsx";
import { useNow, useWall } from "../../ui/server-clock.ts";
import { Moment, When } from "../../ui/When.tsx";
import { useNames } from "../site/names.ts";
import { HandoverSteps } from "./HandoverSteps.tsx";

const looks: Readonly<Record<PostStatus, StatusKind>> = {
  empty: "overdue",
  waiting: "overdue",
  "handing-over": "accent",
  manned: "well",
  closed: "quiet",
};

/** One post on one line: who, how, what comes next, its hand-over, what it owes, when it last wrote. The whole row opens its desk. */
export function BoardRow({ post: { post, status, on, change, ...rest } }: { post: BoardPost }) {
  const { t } = useTranslation();
  const names = useNames();
  const listed = useListed();
  const { handover, matters, mattersOverdue, lastLineAt } = rest;
  return (
    <tr className={`overview-post ${status}`}>
      <th scope="row">
        <Link to="/duty/$post" params={{ post }}>
          {names.post(post)}
        </Link>
      </th>
      <td className="on">
        <PeopleOn on={on} />
      </td>
      <td className="state">
        <Status kind={looks[status]}>{t(`overview:status.${status}`)}</Status>
      </td>
      <td className="change">
        {change && (
          <>
            <When at={change.at} />{" "}
            <span className="reliefs">{listed(change.reliefs.map((person) => names.person(person)))}</span>
          </>
        )}
      </td>
      <td className="passing">
        <HandoverSteps handover={handover} />
      </td>
      <td className={mattersOverdue > 0 ? "number overdue" : matters > 0 ? "number some" : "number none"}>
        {matters}
        {mattersOverdue > 0 && (
          <span className="for-readers">{t("overview:mattersOverdue", { count: mattersOverdue })}</span>
        )}
      </td>
      <td className="last soft small">{lastLineAt === null ? "—" : <Moment at={lastLineAt} />}</td>
    </tr>
  );
}

function PeopleOn({ on }: { on: readonly PresentPerson[] }) {
  const { t } = useTranslation();
  const names = useNames();
  const listed = useListed();
  const wall = useWall();
  const now = useNow(minute);
  if (on.length === 0) return <span className="faint">{t("overview:nobody")}</span>;
  const begun = on.flatMap((each) => each.since ?? []);
  const since = begun.length === 0 ? undefined : Math.min(...begun);
  const told = on.map(({ person, as }) =>
    as === "in-charge" ? names.person(person) : t(`overview:as.${as}`, { name: names.person(person) }),
  );
  return (
    <>
      <span>{listed(told)}</span>{" "}
      {since !== undefined && (
        <span className="soft small keep">
          {t("overview:since", {
            time: wall.day(since) === wall.day(now) ? wall.time(since) : `${wall.date(since)} ${wall.time(since)}`,
          })}
        </span>
      )}
    </>
  );
}
