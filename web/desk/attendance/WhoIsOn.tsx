import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { mayNotAbandon } from "#duty/attendance/record-abandonment.ts";
import { mayNotRecord } from "#duty/attendance/record-sign-off.ts";
import type { DueForDuty, OnDuty } from "#server/attendance/attendance-answer.ts";
import { Panel } from "../../ui/Panel.tsx";
import { Status } from "../../ui/Status.tsx";
import { Moment, When } from "../../ui/When.tsx";
import { functionsHeldAt, useDeskPlace } from "../door/acting.ts";
import { useNames } from "../site/names.ts";
import { AbandonmentDialog } from "./AbandonmentDialog.tsx";
import { useAttendanceAt } from "./attendance-query.ts";
import { OwnDuty } from "./OwnDuty.tsx";
import { SignOffDialog } from "./SignOffDialog.tsx";
import { WhoHasGone } from "./WhoHasGone.tsx";

/** Who is on duty at the post, since when, and who is due; with what the acting person may do about themselves. */
export function WhoIsOn({ post }: { post: string }) {
  const { t } = useTranslation();
  const { site, acting } = useDeskPlace();
  const { on, due, gone } = useAttendanceAt(site, post);
  const own = on.find(({ person }) => person === acting.person);
  const coming = due.filter(({ person }) => !on.some((each) => each.person === person));
  return (
    <Panel id="who" title={t("attendance:on.title")} count={on.length} flush>
      {on.length === 0 ? (
        <div className="person-row" role="status">
          <Status kind="overdue">{t("attendance:on.nobody")}</Status>
          <p className="soft">{t("attendance:on.nobodyTodo")}</p>
        </div>
      ) : (
        <ul>
          {on.map((each) => (
            <OnRow key={each.person} post={post} on={each} own={each === own} beside={own} />
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
      <OwnDuty post={post} own={own} isDue={coming.some(({ person }) => person === acting.person)} />
    </Panel>
  );
}

interface OnRowProps {
  readonly post: string;
  readonly on: OnDuty;
  readonly own: boolean;
  /** Whoever acts, where they stand here too. */
  readonly beside: OnDuty | undefined;
}

function OnRow({ post, on, own, beside }: OnRowProps) {
  const { t } = useTranslation();
  const names = useNames();
  const { site, acting } = useDeskPlace();
  const [open, tell] = useState<"abandonment" | "sign-off">();
  // Whoever has come for a later shift may have taken the post over from somebody who then forgot to sign off.
  const tookOver = beside !== undefined && beside.shift !== on.shift;
  const telling = { actor: acting.person, person: on.person, functions: functionsHeldAt(acting, { site, post }) };
  const mayRecord = !mayNotRecord({ ...telling, allowed: on.recordSignOff ?? undefined, asRelief: tookOver });
  const mayAbandon = !mayNotAbandon({ ...telling, abandonment: on.abandonment ?? undefined });
  return (
    <li className={own ? "person-row own" : "person-row"}>
      <div className="row spread">
        <span className="name">{names.person(on.person)}</span>
        {on.away ? (
          <Status kind="quiet">{t("attendance:on.away")}</Status>
        ) : on.lateMinutes > 0 ? (
          <Status kind="overdue">{t("attendance:on.late", { minutes: on.lateMinutes })}</Status>
        ) : (
          <Status kind="well">{t("attendance:on.on")}</Status>
        )}
      </div>
      <div className="row spread soft">
        <span>
          {names.shift(post, on.shift)} · {t("attendance:on.since")} <Moment at={on.since} />
        </span>
        {mayRecord && (
          <Button type="link" onClick={() => tell("sign-off")}>
            {t("attendance:forgotten.open")}
          </Button>
        )}
        {mayAbandon && (
          <Button type="link" onClick={() => tell("abandonment")}>
            {t("attendance:abandonment.open")}
          </Button>
        )}
      </div>
      {open === "abandonment" && <AbandonmentDialog post={post} on={on} onClose={() => tell(undefined)} />}
      {open === "sign-off" && <SignOffDialog post={post} on={on} onClose={() => tell(undefined)} />}
    </li>
  );
}

function DueRow({ post, due }: { post: string; due: DueForDuty }) {
  const { t } = useTranslation();
  const names = useNames();
  return (
    <li className="person-row">
      <div className="row spread">
        <span className="name">{names.person(due.person)}</span>
        {due.lateMinutes > 0 && <Status kind="overdue">{t("attendance:due.late")}</Status>}
      </div>
      <div className="row spread soft">
        <span>
          {names.shift(post, due.shift)}
          {due.leading && ` · ${t("attendance:due.leading")}`}
        </span>
        <When at={due.dueAt} />
      </div>
    </li>
  );
}
