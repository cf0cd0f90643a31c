import { ArrowRightOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { isOnDuty } from "#duty/handover/handover-parties.ts";
import { Status } from "../../ui/Status.tsx";
import { Moment, When } from "../../ui/When.tsx";
import { useNames } from "../site/names.ts";
import { ShiftSteps } from "../site/ShiftSteps.tsx";
import { useHandover } from "./handover-desk.ts";
import { TakenUpNote } from "./TakenUpNote.tsx";

const phases = ["open", "prepared", "completed"] as const;

/** Which shift hands over, who to whom, by when, and how far it is. */
export function HandoverHead() {
  const { t } = useTranslation();
  const names = useNames();
  const { state: form, takesUp, view, at } = useHandover();
  // What was closed alone stays so while somebody takes it up.
  const state = takesUp && view.state.phase === "completed" ? view.state : form;
  const reached = phases.indexOf(state.phase);
  return (
    <section className="handover-head">
      <div className="row spread">
        <h1>
          {names.post(at.post)} · {t("handover:title", { shift: names.shift(at.post, at.shift) })}
        </h1>
        <span className="row">
          <span className="soft keep">{at.date}</span>
          {state.phase === "completed" ? (
            <Status kind="well">
              {t("handover:phase.completed")} <Moment at={state.completedAt} />
            </Status>
          ) : (
            <span className="handover-due">
              <span className="for-readers">{t("handover:due")}</span>
              <When at={state.occurrence.endsAt} />
            </span>
          )}
        </span>
        <Parties />
      </div>
      <TakenUpNote />
      <div className="row spread">
        <ol className="steps" aria-label={t("handover:steps")}>
          {phases.map((phase, index) => (
            <li key={phase} data-now={index === reached} data-done={index < reached}>
              {t(`handover:phase.${phase}`)}
            </li>
          ))}
        </ol>
        <span className="row">
          <Link to="/page/$post/$date/$shift" params={at} className="target">
            {t("handover:toPage")}
          </Link>
          <ShiftSteps to="/handover/$post/$date/$shift" at={at} />
        </span>
      </div>
    </section>
  );
}

/** Who hands over to whom, and whether each of them is there. */
function Parties() {
  const { t } = useTranslation();
  const names = useNames();
  const { state, view, outgoing, relief } = useHandover();
  const isHere = relief !== undefined && view.facts.successors.some(isOnDuty(relief));
  return (
    <p className="parties">
      <span>
        <strong>{names.person(outgoing)}</strong>
        <span className="small soft">{t("handover:side.outgoing")}</span>
      </span>
      <ArrowRightOutlined aria-hidden="true" />
      <span>
        <strong>{names.person(relief)}</strong>
        <span className="small soft">
          {t("handover:side.incoming")}
          {state.phase !== "completed" && relief !== undefined && (
            <> · {t(isHere ? "handover:party.here" : "handover:party.notYet")}</>
          )}
        </span>
      </span>
    </p>
  );
}
