import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ShownJump } from "#server/clock/clock-answer.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Status } from "../../ui/Status.tsx";
import { Moment } from "../../ui/When.tsx";
import { SignatureDialog } from "../act/SignatureDialog.tsx";
import { isAdministrator, useDeskPlace } from "../door/acting.ts";

/** Jumps of a server's clock at which nobody has looked: what is kept back because of them, and the act of whoever has looked. */
export function ClockJumps({ jumps }: { jumps: readonly ShownJump[] }) {
  return jumps.map((each) => <ClockJumpRow key={each.jump} jumped={each} />);
}

function ClockJumpRow({ jumped }: { jumped: ShownJump }) {
  const { t } = useTranslation();
  const { acting } = useDeskPlace();
  const [open, setOpen] = useState(false);
  const { jump, server, from, to, witness, waits } = jumped;
  const close = () => setOpen(false);
  return (
    <li className="overview-row">
      <div className="overview-row-what">
        <Status kind="overdue">{t("clock:mark")}</Status>
        <b>{t("clock:what", { server })}</b>
      </div>
      <p className="soft small">
        <Moment at={from} withDate /> → <Moment at={to} withDate />
      </p>
      <p className="small">{t(waits ? "clock:waits" : "clock:goesOn")}</p>
      {witness === "against" && <p className="small">{t("clock:against")}</p>}
      <ActButton why={isAdministrator(acting) ? [] : [t("clock:administratorFirst")]} onAct={() => setOpen(true)}>
        {t("clock:confirm")}
      </ActButton>
      {open && (
        <SignatureDialog
          act="clock.confirm"
          title={t("clock:confirm")}
          signer={acting}
          body={() => ({ jump })}
          onSigned={close}
          onClose={close}
        >
          {() => <p>{t("clock:means", { server })}</p>}
        </SignatureDialog>
      )}
    </li>
  );
}
