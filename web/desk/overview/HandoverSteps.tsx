import { CheckOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import type { BoardPost } from "#server/overview/overview-answer.ts";
import { Moment } from "../../ui/When.tsx";

const steps = ["written", "counted", "given", "taken"] as const;

/** How far a hand-over has come: four boxes while it runs, a time when it is done. */
export function HandoverSteps({ handover }: { handover: BoardPost["handover"] }) {
  const { t } = useTranslation();
  if (!handover) return <span className="faint small">{t("overview:noHandover")}</span>;
  if (handover.completedAt !== null)
    return (
      <span className="soft small keep">
        <CheckOutlined aria-hidden="true" /> <Moment at={handover.completedAt} /> {t("overview:done")}
      </span>
    );
  const next = steps.find((step) => !handover[step]);
  return (
    <span className="overview-steps">
      {steps.map((step) => (
        <span key={step} className={handover[step] ? "done" : step === next ? "next" : undefined}>
          {t(`overview:step.${step}`)}
          <span className="for-readers">{t(handover[step] ? "overview:stepDone" : "overview:stepOpen")}</span>
        </span>
      ))}
    </span>
  );
}
