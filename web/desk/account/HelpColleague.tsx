import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Choices } from "../../ui/Choices.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { AccountForm } from "./AccountForm.tsx";

const ways = ["unlock", "reset"] as const;
type Way = (typeof ways)[number];

/** A supervisor opens a locked PIN, or gives up a forgotten one: with the own PIN and a reason, and without ever learning the other's. */
export function HelpColleague() {
  const { t } = useTranslation();
  const { acting } = useDeskPlace();
  const [way, setWay] = useState<Way>("unlock");
  const [done, setDone] = useState<Way>();
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
      <AccountForm
        act={way === "unlock" ? "unlockColleague" : "resetColleague"}
        given={{}}
        signer={acting}
        onDone={() => setDone(way)}
      />
    </div>
  );
}
