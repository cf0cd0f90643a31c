import { UserSwitchOutlined, WarningOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BusinessDate } from "#duty/grammar/time.ts";
import { coverIn, type Roster } from "#duty/roster/roster.ts";
import type { MonthAnswer, ShiftOfDay } from "#server/roster/roster-answer.ts";
import { useNames } from "../site/names.ts";
import { isSameTurn, type PlanDraft, standingIn, type TurnName } from "./plan-draft.ts";

interface Props {
  readonly post: string;
  readonly month: MonthAnswer;
  readonly draft: PlanDraft | undefined;
  /** The shift from which somebody came here. */
  readonly now: TurnName;
  readonly onChoose: (turn: TurnName) => void;
}

/** A row a day, a column a shift. */
export function MonthTable({ post, month, draft, now, onChoose }: Props) {
  const { t, i18n } = useTranslation();
  const names = useNames();
  const columns = [...new Set(month.shifts.map(({ shift }) => shift))];
  const [past, showPast] = useState(false);
  const all = [...new Set(month.shifts.map(({ date }) => date))];
  const coming = all.filter((date) => month.shifts.some((each) => each.date === date && each.endsAt > month.now));
  // A month that is over is read whole; of one that runs, what is over waits behind a button.
  const dates = past || coming.length === 0 ? all : coming;
  const weekday = new Intl.DateTimeFormat(i18n.language, { weekday: "short", timeZone: "UTC" });
  return (
    <div className="month-scroll">
      {dates.length < all.length && (
        <Button type="link" onClick={() => showPast(true)}>
          {t("roster:month.past", { count: all.length - dates.length })}
        </Button>
      )}
      <table className="month">
        <thead>
          <tr>
            <th scope="col">{t("roster:month.day")}</th>
            {columns.map((shift) => (
              <th key={shift} scope="col">
                {names.shift(post, shift)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {dates.map((date) => {
            const { sort, name } = month.days.find((each) => each.date === date) ?? {};
            const special = sort === "holiday" || sort === "make-up" ? sort : undefined;
            return (
              <tr key={date} className={sort === "holiday" || sort === "weekend" ? "weekend" : undefined}>
                <th scope="row">
                  {Number(date.slice(8))} <span className="soft">{weekday.format(new Date(`${date}T00:00:00Z`))}</span>
                  {special && <span className="soft"> {t(`roster:month.${special}`, { name })}</span>}
                </th>
                {columns.map((shift) => (
                  <td key={shift} className={isSameTurn(now, { date, shift }) ? "now" : undefined}>
                    <Cell
                      of={month.shifts.find((each) => isSameTurn(each, { date, shift }))}
                      month={month}
                      draft={draft}
                      onChoose={onChoose}
                    />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

interface CellProps {
  readonly of: ShiftOfDay | undefined;
  readonly month: MonthAnswer;
  readonly draft: PlanDraft | undefined;
  readonly onChoose: (turn: TurnName) => void;
}

function Cell({ of, month, draft, onChoose }: CellProps) {
  const { t } = useTranslation();
  if (!of) return <span className="faint">—</span>;
  const { state, facts, now } = month;
  const people = standingIn(draft?.assignments ?? state.assignments, of);
  const isPast = of.endsAt <= now;
  const mayChange = draft ? of.startsAt > now : facts.mayCover && !isPast && people.length > 0;
  const content =
    people.length > 0 ? (
      people.map((person) => <Standing key={person} person={person} of={of} state={draft ? undefined : state} />)
    ) : isPast ? (
      <span className="faint">—</span>
    ) : (
      <span className="hole">
        <WarningOutlined aria-hidden="true" /> {t("roster:month.nobody")}
      </span>
    );
  if (!mayChange) return <div className={isPast ? "cell past" : "cell"}>{content}</div>;
  return (
    <button type="button" className="cell" onClick={() => onChoose({ date: of.date, shift: of.shift })}>
      {content}
    </button>
  );
}

/** Who stands there, and for whom, where a cover was arranged. */
function Standing({ person, of, state }: { person: string; of: ShiftOfDay; state: Roster | undefined }) {
  const { t } = useTranslation();
  const names = useNames();
  const cover = state && coverIn(state, { date: of.date as BusinessDate, shift: of.shift, person });
  return (
    <span className="standing">
      {names.person(person)}
      {cover && (
        <span className="covers">
          <UserSwitchOutlined aria-hidden="true" />{" "}
          {t("roster:month.for", { name: names.person(cover.insteadOf.at(-1)) })}
        </span>
      )}
    </span>
  );
}
