import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { DayCounts } from "#server/overview/overview-answer.ts";

interface Props {
  readonly name: ReactNode;
  /** What a reader hears of the figure besides its numbers. */
  readonly label: string;
  readonly counts: DayCounts;
  readonly onAsk: () => void;
}

/** Met against missed, in one row: how many of those that were due came in time, and a way to every one of them. */
export function FigureRow({ name, label, counts, onAsk }: Props) {
  const { t } = useTranslation();
  const { due, inTime, late, missed } = counts;
  const share = (count: number) => `${(count / due) * 100}%`;
  return (
    <li className="overview-figure">
      <span className="name">{name}</span>
      <span className="overview-bar" aria-hidden="true">
        <span className="met" style={{ width: share(inTime) }} />
        <span className="late" style={{ width: share(late) }} />
        <span className="missed" style={{ width: share(missed) }} />
      </span>
      <button type="button" className={missed + late > 0 ? "overview-link bad" : "overview-link"} onClick={onAsk}>
        {inTime}/{due}
        <span className="for-readers">{t("overview:figureTold", { name: label, due, inTime, late, missed })}</span>
      </button>
    </li>
  );
}
