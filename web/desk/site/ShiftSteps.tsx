import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { shiftsOwedOn } from "#duty/grammar/special-days.ts";
import type { BusinessDate } from "#duty/grammar/time.ts";
import { leafed } from "#duty/site/neighbour-shifts.ts";
import { useDeskPlace } from "../door/acting.ts";
import { useSite } from "./site-query.ts";

interface Props {
  readonly to: "/handover/$post/$date/$shift" | "/page/$post/$date/$shift";
  readonly at: { readonly post: string; readonly date: string; readonly shift: string };
}

/** Leafs one shift back or on, in the same book. */
export function ShiftSteps({ to, at }: Props) {
  const { t } = useTranslation();
  const { site } = useDeskPlace();
  const { posts, specialDays: special } = useSite(site);
  const { shifts, limited } = posts.find(({ key }) => key === at.post) ?? { shifts: [], limited: [] };
  const owed = (date: BusinessDate) => shiftsOwedOn(shifts, { limited, special }, date);
  const around = leafed(shifts, owed, { date: at.date as BusinessDate, shift: at.shift });
  if (!around) return null;
  return (
    <span className="row">
      {around.previous && (
        <Link to={to} params={{ post: at.post, ...around.previous }} className="target">
          <LeftOutlined aria-hidden="true" /> {t("log:page.previous")}
        </Link>
      )}
      {around.next && (
        <Link to={to} params={{ post: at.post, ...around.next }} className="target">
          {t("log:page.next")} <RightOutlined aria-hidden="true" />
        </Link>
      )}
    </span>
  );
}
