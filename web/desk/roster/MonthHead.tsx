import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { MonthAnswer } from "#server/roster/roster-answer.ts";
import { Status } from "../../ui/Status.tsx";
import { useNames } from "../site/names.ts";
import { holesIn, monthBeside, openShifts, type PlanDraft } from "./plan-draft.ts";

interface Props {
  readonly at: { readonly post: string; readonly month: string; readonly shift: string };
  readonly month: MonthAnswer;
  readonly draft: PlanDraft | undefined;
  readonly onPlan: () => void;
}

/** Which month of which post, whether it is published, and how many shifts to come have nobody. */
export function MonthHead({ at: { post, month: name, shift }, month, draft, onPlan }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const { state, facts, shifts, now } = month;
  const holes = holesIn(openShifts(shifts, now), draft?.assignments ?? state.assignments).length;
  const [year, number] = name.split("-");
  const beside = (by: 1 | -1) => ({ post, date: monthBeside(name, by), shift });
  return (
    <header className="month-head">
      <h1>
        <Link
          to="/roster/$post/$date/$shift"
          params={beside(-1)}
          className="step"
          aria-label={t("roster:month.before")}
        >
          <LeftOutlined aria-hidden="true" />
        </Link>
        {t("roster:month.name", { year, month: Number(number) })} · {names.post(post)}
        <Link to="/roster/$post/$date/$shift" params={beside(1)} className="step" aria-label={t("roster:month.after")}>
          <RightOutlined aria-hidden="true" />
        </Link>
      </h1>
      <div className="row">
        {draft ? (
          <Status kind="accent">{t("roster:month.draft")}</Status>
        ) : state.phase === "published" ? (
          <Status kind="well">{t("roster:month.published")}</Status>
        ) : (
          <Status kind="overdue">{t("roster:month.unpublished")}</Status>
        )}
        {holes > 0 && <Status kind="overdue">{t("roster:month.holes", { count: holes })}</Status>}
      </div>
      {facts.mayPublish && !draft && (
        <Button type={state.phase === "published" ? "default" : "primary"} onClick={onPlan}>
          {t(state.phase === "published" ? "roster:month.change" : "roster:month.begin")}
        </Button>
      )}
    </header>
  );
}
