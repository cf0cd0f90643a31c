import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { instant } from "#duty/grammar/time.ts";
import type { Side } from "#duty/handover/handover.ts";
import { formsAsked, isAlone, lateFrom } from "#duty/handover/hindrances.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Status } from "../../ui/Status.tsx";
import { useNow } from "../../ui/server-clock.ts";
import { TextField } from "../../ui/TextField.tsx";
import { Moment } from "../../ui/When.tsx";
import { useSession } from "../account/session-query.ts";
import { useNames } from "../site/names.ts";
import { checkCode, useHandover, whatHinders } from "./handover-desk.ts";
import { useLateReason } from "./late-reason.ts";
import { SignDialog } from "./SignDialog.tsx";

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
      <LateReason />
      {state.phase === "completed" && (
        <p className="done-code">
          <span className="soft">{t("log:page.checkCode")}</span> <strong>{checkCode(view.head.hash)}</strong>{" "}
          <Link to="/page/$post/$date/$shift" params={at}>
            {t("handover:sign.toPage")}
          </Link>
        </p>
      )}
    </Panel>
  );
}

function SideBox({ side }: { side: Side }) {
  const { t } = useTranslation();
  const names = useNames();
  const { people } = useSession();
  const { state, outgoing, relief } = useHandover();
  const [signing, setSigning] = useState(false);
  const signature = state.signatures.find((each) => each.side === side);
  const person = signature?.person ?? (side === "outgoing" ? outgoing : relief);
  const here = people.some((each) => each.person === person);
  return (
    <div className={signature ? "side-box signed" : "side-box"}>
      <p className="soft">{t(`handover:side.${side}`)}</p>
      <p className="signer">{names.person(person)}</p>
      {signature ? (
        <>
          <Status kind="well">
            {t("handover:sign.signed")} <Moment at={signature.at} />
          </Status>
          <p className="small soft">{signature.forms.map((form) => t(`handover:form.${form}`)).join("、")}</p>
        </>
      ) : (
        state.phase === "prepared" && (
          <SignAct side={side} here={here} onSign={() => setSigning(true)} name={names.person(person)} />
        )
      )}
      {signing && person !== undefined && <SignDialog side={side} person={person} onClose={() => setSigning(false)} />}
    </div>
  );
}

function SignAct({ side, here, name, onSign }: { side: Side; here: boolean; name: string; onSign: () => void }) {
  const { t } = useTranslation();
  const desk = useHandover();
  const now = useNow(15_000);
  const [lateReason] = useLateReason();
  const hindering = whatHinders(desk, side, now, lateReason.trim() !== "").length;
  const why = [
    ...(here ? [] : [t("handover:sign.notHere", { name })]),
    ...(hindering > 0 ? [t("handover:sign.hindered", { count: hindering })] : []),
  ];
  return (
    <ActButton main block why={why} onAct={onSign}>
      {t("handover:sign.go", { name })}
    </ActButton>
  );
}

/** Asked only where the regulation wants it: the shift is over by more than the grace. */
function LateReason() {
  const { t } = useTranslation();
  const now = useNow(15_000);
  const { state, view } = useHandover();
  const [reason, change] = useLateReason();
  const { punctual } = view.rule;
  if (state.phase !== "prepared" || !punctual?.reason || instant(now) <= lateFrom(state, view.rule)) return null;
  return (
    <div id="late" tabIndex={-1} className="late">
      <TextField
        label={t("handover:late.label")}
        note={t("handover:late.note", { rules: punctual.cites.join("、") })}
        rows={1}
        value={reason}
        onChange={change}
      />
    </div>
  );
}
