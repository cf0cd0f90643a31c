import { useTranslation } from "react-i18next";
import type { ListedMatter } from "#duty/handover/handover.ts";
import { isTaken, isUnreleased, passesByItself } from "#duty/handover/passing-matters.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Status } from "../../ui/Status.tsx";
import { ReleaseButton } from "../matter/ReleaseButton.tsx";
import { RuleChips } from "../refusal/RuleChips.tsx";
import { useHandover } from "./handover-desk.ts";

/** How far a matter is in being taken, and the act that is next. */
export function TakeMatter({ listed, busy, onTake }: { listed: ListedMatter; busy: boolean; onTake: () => void }) {
  const { t } = useTranslation();
  const { state, relief, work, side, fixed, view, at } = useHandover();
  const matter = view.matters.find(({ id }) => id === listed.id);
  if (isTaken(listed, { isOver: state.phase === "completed" && relief !== undefined, taken: work.taken }))
    return (
      <p>
        <Status kind="well">{t("handover:matters.taken")}</Status>
      </p>
    );
  if (passesByItself(listed)) return <p className="small soft">{t("handover:matters.byItself")}</p>;
  const { importantMatters } = view.rule;
  if (importantMatters && matter && isUnreleased(matter, view.rule))
    return (
      <div className="handed-blocked">
        <div className="row">
          <Status kind="overdue">{t("handover:matters.blocked")}</Status>
          <RuleChips rules={importantMatters.cites} />
        </div>
        <ReleaseButton post={at.post} id={listed.id} mayRelease={matter.mayRelease} />
      </div>
    );
  if (side !== "incoming" || fixed) return <p className="small soft">{t("handover:matters.waiting")}</p>;
  return (
    <ActButton busy={busy} onAct={onTake}>
      {t("handover:matters.take")}
    </ActButton>
  );
}
