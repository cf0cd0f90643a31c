import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { formsAsked } from "#duty/handover/forms-asked.ts";
import type { Side } from "#duty/handover/handover.ts";
import { isAlone } from "#duty/handover/handover-parties.ts";
import { Panel } from "../../ui/Panel.tsx";
import { checkCodeOf } from "../paper/check-code.ts";
import { useHandover } from "./handover-desk.ts";
import { LateReasonField } from "./LateReasonField.tsx";
import { NotTheReliefNote } from "./NotTheReliefNote.tsx";
import { SideBox } from "./SideBox.tsx";
import { useSignWhy } from "./sign-why.ts";

/** The id of the lines that say why it may not be signed yet, once for both sides. */
const whyNote = "sign-why";

/** Both sides and their signatures; with the last one the post passes. */
export function SignaturesPanel() {
  const { t } = useTranslation();
  const { state, view, at, side } = useHandover();
  const why = { outgoing: useSignWhy("outgoing"), incoming: useSignWhy("incoming") };
  const sides: readonly Side[] = state.phase === "prepared" && isAlone(state) ? ["outgoing"] : ["outgoing", "incoming"];
  const left = sides.filter((each) => !state.signatures.some((signed) => signed.side === each));
  const maySign = left.filter((each) => !why[each].isHindered && why[each].own.length === 0);
  // One solid button: that of whoever acts here, else the one that is left.
  const next = maySign.find((each) => each === side) ?? maySign[0];
  const forms = formsAsked(view.rule).map(({ form }) => t(`handover:form.${form}`));
  return (
    <Panel
      id="signatures"
      title={t("handover:sign.title")}
      aside={<span className="small soft">{forms.join(" · ")}</span>}
    >
      <div className="signatures">
        {sides.map((each) => (
          <SideBox key={each} side={each} main={next === each} toldBy={maySign.includes(each) ? undefined : whyNote} />
        ))}
      </div>
      {state.phase === "prepared" && maySign.length < left.length && (
        <div id={whyNote} className="small soft sign-why">
          {left.some((each) => why[each].isHindered) && <p>{t("handover:sign.hindered")}</p>}
          {left.flatMap((each) => why[each].own.map((sentence) => <p key={`${each}${sentence}`}>{sentence}</p>))}
        </div>
      )}
      <NotTheReliefNote />
      <LateReasonField />
      {state.phase === "completed" && (
        <p className="done-code">
          <span className="soft">{t("log:page.checkCode")}</span> <strong>{checkCodeOf(view.head.hash)}</strong>{" "}
          <Link to="/page/$post/$date/$shift" params={at} className="target">
            {t("handover:sign.toPage")}
          </Link>
        </p>
      )}
    </Panel>
  );
}
