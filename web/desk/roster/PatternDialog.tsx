import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Pattern, patterns } from "#duty/roster/patterns.ts";
import type { MonthAnswer } from "#server/roster/roster-answer.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Choices } from "../../ui/Choices.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { OrderedPeople } from "./PeopleDialog.tsx";
import { filledBy, openShifts, type PlanDraft } from "./plan-draft.ts";

interface Props {
  readonly month: MonthAnswer;
  readonly draft: PlanDraft;
  readonly onFill: (draft: PlanDraft) => void;
  readonly onClose: () => void;
}

/** Fills what is open of a month: who, in which order, by which pattern, from which day on. */
export function PatternDialog({ month, draft, onFill, onClose }: Props) {
  const { t } = useTranslation();
  const open = openShifts(month.shifts, month.now);
  const dates = [...new Set(open.map(({ date }) => date))];
  const shifts = new Set(month.shifts.map(({ shift }) => shift)).size;
  const [people, choose] = useState<readonly string[]>([]);
  const [pattern, setPattern] = useState<Pattern>("rotating");
  const [from, setFrom] = useState(dates[0] ?? "");
  const lacking = people.length < shifts ? [t("roster:pattern.peopleFirst", { count: shifts })] : [];
  return (
    <Dialog open title={t("roster:pattern.title")} onClose={onClose}>
      <div className="stack sheet">
        <h3>{t("roster:pattern.how")}</h3>
        <Choices
          label={t("roster:pattern.how")}
          options={patterns.map((key) => ({ key, name: t(`roster:pattern.${key}`) }))}
          chosen={pattern}
          onChoose={setPattern}
        />
        <p className="soft">{t(`roster:pattern.${pattern}Note`)}</p>
        <h3>{t("roster:pattern.who")}</h3>
        <OrderedPeople label={t("roster:pattern.who")} chosen={people} onChoose={choose} />
        <label className="row">
          {t("roster:pattern.from")}
          <select className="plain-select" value={from} onChange={({ target }) => setFrom(target.value)}>
            {dates.map((date) => (
              <option key={date} value={date}>
                {date}
              </option>
            ))}
          </select>
        </label>
        <ActButton
          main
          block
          why={dates.length === 0 ? [t("roster:pattern.over")] : lacking}
          onAct={() => {
            onFill(filledBy(draft, { ...month, from, pattern, people }));
            onClose();
          }}
        >
          {t("roster:pattern.fill")}
        </ActButton>
      </div>
    </Dialog>
  );
}
