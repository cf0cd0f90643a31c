import { useTranslation } from "react-i18next";
import type { DueForDuty } from "#server/attendance/attendance-answer.ts";
import { Status } from "../../ui/Status.tsx";
import { When } from "../../ui/When.tsx";
import { useNames } from "../site/names.ts";

/** Somebody who is due and has not come. */
export function DueRow({ post, due }: { post: string; due: DueForDuty }) {
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
