import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { isAlone } from "#duty/handover/handover-parties.ts";
import { formsAsked } from "#duty/handover/hindrances.ts";
import { Panel } from "../../ui/Panel.tsx";
import { checkCodeOf } from "../paper/check-code.ts";
import { useHandover } from "./handover-desk.ts";
import { LateReasonField } from "./LateReasonField.tsx";
import { NotTheReliefNote } from "./NotTheReliefNote.tsx";
import { SideBox } from "./SideBox.tsx";

/** Both sides and their signatures; with the last one the post passes. */
export function SignaturesPanel() {
  const { t } = useTranslation();
  const { state, view, at } = useHandover();
  const alone = state.phase === "prepared" && isAlone(state);
  const forms = formsAsked(view.rule).map(({ form }) => t(`handover:form.${form}`));
  return (
    <Panel
      id="signatures"
      title={t("handover:sign.title")}
      aside={<span className="small soft">{forms.join(" · ")}</span>}
    >
      <div className="signatures">
        <SideBox side="outgoing" />
        {!alone && <SideBox side="incoming" />}
      </div>
      <NotTheReliefNote />
      <LateReasonField />
      {state.phase === "completed" && (
        <p className="done-code">
          <span className="soft">{t("log:page.checkCode")}</span> <strong>{checkCodeOf(view.head.hash)}</strong>{" "}
          <Link to="/page/$post/$date/$shift" params={at}>
            {t("handover:sign.toPage")}
          </Link>
        </p>
      )}
    </Panel>
  );
}
