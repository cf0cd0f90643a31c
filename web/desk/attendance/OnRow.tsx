import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { mayNotAbandon } from "#duty/attendance/record-abandonment.ts";
import { mayNotRecord } from "#duty/attendance/record-sign-off.ts";
import type { OnDuty } from "#server/attendance/attendance-answer.ts";
import { Status } from "../../ui/Status.tsx";
import { Moment } from "../../ui/When.tsx";
import { functionsHeldAt, useDeskPlace } from "../door/acting.ts";
import { useNames } from "../site/names.ts";
import { AbandonmentDialog } from "./AbandonmentDialog.tsx";
import { SignOffDialog } from "./SignOffDialog.tsx";

interface OnRowProps {
  readonly post: string;
  readonly on: OnDuty;
  readonly own: boolean;
  /** Whoever acts, where they stand here too. */
  readonly beside: OnDuty | undefined;
}

/** Somebody who is on duty, and what others may say of them. */
export function OnRow({ post, on, own, beside }: OnRowProps) {
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
