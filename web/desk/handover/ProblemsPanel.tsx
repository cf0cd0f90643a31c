import { useTranslation } from "react-i18next";
import type { HandoverProblem } from "#duty/handover/handover.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Status } from "../../ui/Status.tsx";
import { useSend } from "../door/use-send.ts";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import { RuleChips } from "../refusal/RuleChips.tsx";
import { useNames } from "../site/names.ts";
import { textOf } from "../site/texts.ts";
import { useHandover } from "./handover-desk.ts";
import { RaiseProblem } from "./RaiseProblem.tsx";

const sides = ["outgoing", "incoming"] as const;

/** What is not in order, told face to face: each side says for itself that it was. */
export function ProblemsPanel() {
  const { t } = useTranslation();
  const { state, side, fixed, takesUp, view } = useHandover();
  // After a rest nobody of the other side is there; what the count finds wanting is followed by itself (ZB-34).
  if (takesUp) return null;
  return (
    <Panel
      id="problems"
      title={t("handover:problems.title")}
      count={state.problems.length}
      flush
      aside={<RuleChips rules={view.rule.problems?.cites ?? []} />}
    >
      {state.problems.length === 0 && <p className="panel-foot soft">{t("handover:problems.none")}</p>}
      <ul>
        {state.problems.map((each) => (
          <ProblemRow key={each.key} problem={each} />
        ))}
      </ul>
      {side && !fixed && state.phase === "prepared" && <RaiseProblem />}
    </Panel>
  );
}

function ProblemRow({ problem }: { problem: HandoverProblem }) {
  const { t } = useTranslation();
  const names = useNames();
  const { at, state, work, side, fixed, view } = useHandover();
  const confirmed = work.confirmed(problem.key);
  const { send, busy, problem: refused } = useSend();
  const count = state.counts.find(({ item }) => item === problem.item);
  const shown = textOf(view.texts, problem.text ?? count?.explanation);
  const item = problem.item === undefined ? undefined : names.item(at.post, problem.item);
  return (
    <li className="matter handed">
      <div className="handed-what">
        {item === undefined ? (
          <p className="wrap">{shown ?? t("handover:problems.untold")}</p>
        ) : (
          <p className="row">
            <Status kind="overdue">
              {t("handover:problems.item", { item, missing: count?.missing ?? 0, damaged: count?.damaged ?? 0 })}
            </Status>
          </p>
        )}
        <p className="row">
          {sides.map((each) => (
            <Status key={each} kind={confirmed.includes(each) ? "well" : "quiet"}>
              {t(confirmed.includes(each) ? "handover:problems.confirmed" : "handover:problems.unconfirmed", {
                side: t(`handover:side.${each}`),
              })}
            </Status>
          ))}
        </p>
      </div>
      {side && !fixed && !confirmed.includes(side) && (
        <ActButton busy={busy} onAct={() => void send("handover.confirm-problem", { ...at, problem: problem.key })}>
          {t("handover:problems.confirm")}
        </ActButton>
      )}
      {refused && <RefusalNote problem={refused} />}
    </li>
  );
}
