import { useTranslation } from "react-i18next";
import type { CoversHere } from "#server/attendance/attendance-answer.ts";
import { Status } from "../../ui/Status.tsx";
import { Moment } from "../../ui/When.tsx";
import { useNames } from "../site/names.ts";

/** Somebody who stands at the post for whoever is away. */
export function CoverRow({ covers, own }: { covers: CoversHere; own: boolean }) {
  const { t } = useTranslation();
  const names = useNames();
  return (
    <li className={own ? "person-row own" : "person-row"}>
      <div className="row spread">
        <span className="name">{names.person(covers.person)}</span>
        <Status kind="well">{t("attendance:on.covers")}</Status>
      </div>
      <div className="row spread soft">
        <span>
          {t("attendance:on.standsFor", { name: names.person(covers.standsFor) })} <Moment at={covers.since} />
        </span>
      </div>
    </li>
  );
}
