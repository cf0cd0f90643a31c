import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Side } from "#duty/handover/handover.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { useListed } from "../../ui/listed.ts";
import { Status } from "../../ui/Status.tsx";
import { useNow } from "../../ui/server-clock.ts";
import { Moment } from "../../ui/When.tsx";
import { useSession } from "../door/session-query.ts";
import { useNames } from "../site/names.ts";
import { useHandover, whatHinders } from "./handover-desk.ts";
import { useLateReason } from "./late-reason.ts";
import { SignDialog } from "./SignDialog.tsx";

/** One side: who it is, what they signed and when, or the button with which they sign. */
export function SideBox({ side }: { side: Side }) {
  const { t } = useTranslation();
  const names = useNames();
  const listed = useListed();
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
          <p className="small soft">{listed(signature.forms.map((form) => t(`handover:form.${form}`)))}</p>
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
