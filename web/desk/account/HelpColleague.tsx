import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FirstPassword } from "#server/account/people-answer.ts";
import { Choices } from "../../ui/Choices.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { AccountForm } from "./AccountForm.tsx";
import { PasswordSlip } from "./PasswordSlip.tsx";

const acts = { unlock: "unlockColleague", reset: "resetColleague", password: "renewColleague" } as const;
const ways = ["unlock", "reset", "password"] as const;
type Way = (typeof ways)[number];

/** What stands on a slip, and whose it is. */
type Slip = FirstPassword & { readonly person: string };

/** Somebody of the same or a higher function opens a PIN, or gives up what was forgotten, with the own PIN and a reason. */
export function HelpColleague() {
  const { t } = useTranslation();
  const { acting } = useDeskPlace();
  const [way, setWay] = useState<Way>("unlock");
  const [done, setDone] = useState<Way>();
  const [slip, setSlip] = useState<Slip>();
  return (
    <div className="stack way-out">
      <h3>{t("account:colleague.title")}</h3>
      <p className="small soft">{t("account:colleague.note")}</p>
      <Choices
        label={t("account:colleague.title")}
        options={ways.map((key) => ({ key, name: t(`account:colleague.${key}`) }))}
        chosen={way}
        onChoose={(next) => {
          setWay(next);
          setDone(undefined);
        }}
      />
      <p className="small soft">{t(`account:colleague.means.${way}`)}</p>
      {done && (
        <p className="hint" role="status">
          {t(`account:colleague.done.${done}`)}
        </p>
      )}
      {slip ? (
        <PasswordSlip {...slip} onClose={() => setSlip(undefined)} />
      ) : (
        <AccountForm
          key={way}
          act={acts[way]}
          given={{}}
          signer={acting}
          onDone={(answer, { person = "" }) => {
            setDone(way);
            if (answer) setSlip({ ...answer, person });
          }}
        />
      )}
    </div>
  );
}
