import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Side } from "#duty/handover/handover.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { useListed } from "../../ui/listed.ts";
import { Status } from "../../ui/Status.tsx";
import { Moment } from "../../ui/When.tsx";
import { useNames } from "../site/names.ts";
import { useHandover } from "./handover-desk.ts";
import { SignDialog } from "./SignDialog.tsx";
import { useSigner } from "./sign-why.ts";

interface Props {
  readonly side: Side;
  /** Whether this signature is what comes next on the screen. */
  readonly main: boolean;
  /** The id of what says why this side may not sign yet; undefined where it may. */
  readonly toldBy: string | undefined;
}

/** One side: who it is, what they signed and when, or the button with which they sign. */
export function SideBox({ side, main, toldBy }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const listed = useListed();
  const { state } = useHandover();
  const [signing, setSigning] = useState(false);
  const signature = state.signatures.find((each) => each.side === side);
  const person = useSigner(side);
  const name = names.person(person);
  return (
    <div className={signature ? "side-box signed" : "side-box"}>
      <p className="row spread">
        <span className="soft">{t(`handover:side.${side}`)}</span>
        {signature ? (
          <Status kind="well">
            {t("handover:sign.signed")} <Moment at={signature.at} />
          </Status>
        ) : (
          state.phase === "prepared" && <span className="small soft">{t("handover:sign.unsigned")}</span>
        )}
      </p>
      <p className="signer">{name}</p>
      {signature ? (
        <p className="small soft">{listed(signature.forms.map((form) => t(`handover:form.${form}`)))}</p>
      ) : (
        state.phase === "prepared" && (
          <ActButton main={main} block onAct={() => setSigning(true)} {...(toldBy ? { toldBy } : {})}>
            {t("handover:sign.go", { name })}
          </ActButton>
        )
      )}
      {signing && person !== undefined && <SignDialog side={side} person={person} onClose={() => setSigning(false)} />}
    </div>
  );
}
